package io.partnersupport.entitlement;

import io.partnersupport.kit.identity.Association;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** A registered partner of its own for one test, and its people. */
record GivenPartner(String id, String tenantId) {
    static final Person OPERATOR = Person.operator();

    static GivenPartner ofKind(String kind) {
        return registered(kind, "PARTNER_CENTER");
    }

    static GivenPartner registered(String kind, String managedIn) {
        GivenPartner partner = new GivenPartner(
                Long.toString(ThreadLocalRandom.current().nextLong(1_000_000, Long.MAX_VALUE)),
                UUID.randomUUID().toString());
        OPERATOR.requestWithKey()
                .body("""
                        {"partnerId": "%1$s", "name": "Contoso", "country": "PL", "managedIn": "%2$s",
                         "partnerKind": "%3$s", "tenantId": "%4$s", "domain": "p%1$s.example",
                         "accountEmail": "account@p%1$s.example"}""".formatted(partner.id, managedIn, kind, partner.tenantId))
                .post("/v1/partners")
                .then()
                .statusCode(201);
        return partner;
    }

    /** MPN-associated. */
    Person person(Role... roles) {
        return Person.of(id, roles);
    }

    /** CSP-associated. */
    Person agent(Role... roles) {
        return person(roles).with(Association.CSP);
    }

    String path(String below) {
        return "/v1/partners/" + id + below;
    }

    /** Adds something below the partner and returns its address. */
    String added(Person by, String below, String body) {
        return by.requestWithKey()
                .body(body)
                .post(path(below))
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201)
                .extract()
                .header("Location")
                .replaceFirst("^https?://[^/]+", "");
    }

    String addedUser() {
        String user = """
                {"userId": "%s", "name": "Ada", "email": "ada@x.example", "directory": "AAD", "roles": ["user-admin"]}""";
        return added(OPERATOR, "/users", user.formatted(UUID.randomUUID()));
    }

    String addedCustomer(String indirectProvider) {
        return added(OPERATOR, "/customers", customer(UUID.randomUUID().toString(), indirectProvider));
    }

    static String customer(String tenantId, String indirectProvider) {
        return """
                {"name": "Alpine Ski House", "domain": "alpine.example", "tenantId": "%s", "delegatedAdministration": true,
                 "indirectProvider": %s, "azureSubscriptions": ["%s"]}""".formatted(
                        tenantId, indirectProvider == null ? null : '"' + indirectProvider + '"', UUID.randomUUID());
    }

    static ValidatableResponse read(Person by, String path) {
        return by.request().get(path).then().log().ifValidationFails();
    }

    /** Changes what is at a path as it is now. */
    static ValidatableResponse patch(Person by, String path, String patch) {
        return withVersion(by, path)
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(path)
                .then()
                .log()
                .ifValidationFails();
    }

    /** Removes what is at a path as it is now. */
    static ValidatableResponse delete(Person by, String path) {
        return withVersion(by, path).delete(path).then().log().ifValidationFails();
    }

    private static RequestSpecification withVersion(Person by, String path) {
        return by.request().header("If-Match", etag(path));
    }

    static String etag(String path) {
        return OPERATOR.request().get(path).then().statusCode(200).extract().header("ETag");
    }
}
