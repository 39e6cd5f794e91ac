package io.partnersupport.entitlement;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;

import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithBacking
class ProductResourceTest {
    private static final String V1 =
            "{\"version\":\"1\",\"releasedOn\":\"2020-01-01\",\"mainstreamEndsOn\":\"2025-01-01\"}";
    private static final String V2 =
            "{\"version\":\"2\",\"releasedOn\":\"2022-01-01\",\"mainstreamEndsOn\":\"2027-01-01\"}";

    private final Person operator = Person.operator();
    private final String id = "server-" + UUID.randomUUID();

    @Test
    @DisplayName("E-10: an operator adds a version, the N/N-1 positions move, and the others hear of it")
    void anOperatorAddsAVersion() {
        put(operator.requestWithKey(), product(V1))
                .statusCode(201)
                .header("Location", endsWith("/v1/products/" + id))
                .header("ETag", equalTo("\"1\""));
        put(operator.requestWithKey().header("If-Match", "\"1\""), product(V2, V1))
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("versions.version", contains("1", "2"));

        Person user = Person.of("1");
        user.request()
                .get("/v1/products/" + id + "?at=2021-12-31T23:59:59.999Z")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("versions.support", contains("CURRENT", "NOT_COVERED"));
        user.request()
                .get("/v1/products/" + id + "?at=2022-01-01T00:00:00Z")
                .then()
                .body("versions.support", contains("PREVIOUS", "CURRENT"));
        await().untilAsserted(() -> assertThat(TestTopics.read("entitlement.products").stream()
                        .filter(event -> event.key().equals(id))
                        .map(event -> new String(
                                event.headers().lastHeader("ce_sequence").value(), StandardCharsets.UTF_8)))
                .containsExactly("1", "2"));
    }

    @Test
    void theSameAgainChangesNothing() {
        put(operator.requestWithKey().header("If-None-Match", "*"), product(V1)).statusCode(201);
        put(operator.requestWithKey().header("If-Match", "\"1\""), product(V1))
                .statusCode(200)
                .header("ETag", equalTo("\"1\""));
    }

    @Test
    @DisplayName("A product is corrected only as the operator has read it")
    void anUpdateNamesWhatItHasRead() {
        put(operator.requestWithKey().header("If-Match", "\"1\""), product(V1)).statusCode(412);
        put(operator.requestWithKey(), product(V1)).statusCode(201);
        put(operator.requestWithKey(), product(V1, V2)).statusCode(428).body("code", equalTo("precondition-required"));
        put(operator.requestWithKey().header("If-None-Match", "*"), product(V1, V2))
                .statusCode(412);
        put(operator.requestWithKey().header("If-Match", "\"2\""), product(V1, V2))
                .statusCode(412)
                .body("code", equalTo("precondition-failed"));
        put(operator.requestWithKey().header("If-Match", "*"), product(V1, V2)).statusCode(400);
        put(operator.requestWithKey().header("If-None-Match", "\"1\""), product(V1))
                .statusCode(400);
    }

    @Test
    @DisplayName("A version is never lost silently: it is removed by naming it")
    void aVersionIsRemovedByNamingIt() {
        put(operator.requestWithKey(), product(V1, V2)).statusCode(201);
        put(operator.requestWithKey().header("If-Match", "\"1\""), product(V2))
                .statusCode(422)
                .body("code", equalTo("version-would-be-lost"))
                .body("lostVersions", contains("1"))
                .body("errors.field", contains("versions"));
        String removing = product(V2).replace("{\"name\"", "{\"removedVersions\":[\"1\"],\"name\"");
        put(operator.requestWithKey().header("If-Match", "\"1\""), removing)
                .statusCode(200)
                .body("versions.version", contains("2"));
    }

    @Test
    void everyFaultIsListedWithItsField() {
        put(
                        operator.requestWithKey(),
                        "{\"name\":\" \",\"kind\":\"ON_PREMISES\",\"versions\":[{\"version\":\"1\\n\",\"releasedOn\":\"2020-01-01\"}],"
                                + "\"vendorSupport\":{\"page\":\"javascript:alert(1)\",\"email\":\"x\",\"phone\":\"x\"}}")
                .statusCode(400)
                .body(
                        "errors.field",
                        containsInAnyOrder(
                                "name",
                                "versions[0].version",
                                "versions[0].mainstreamEndsOn",
                                "vendorSupport.page",
                                "vendorSupport.email",
                                "vendorSupport.phone"));
        put(
                        operator.requestWithKey(),
                        "{\"name\":\"X\",\"kind\":\"MARKETPLACE\",\"versions\":[%s],\"needsContract\":true}"
                                .formatted(V1))
                .statusCode(422)
                .body("errors.field", contains("versions", "needsContract", "vendorSupport"))
                .body("reasons.code", hasItem("vendor-support-required"));
        operator.request().get("/v1/products/" + id).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({"SERVER, 400", "a--b, 400", "a_b, 400", "%2e%2e, 404"})
    void refusesWhatIsNoId(String badId, int status) {
        operator.requestWithKey()
                .urlEncodingEnabled(false)
                .body(product(V1))
                .put("/v1/products/" + badId)
                .then()
                .statusCode(status);
    }

    @Test
    void onlyOperatorsMaintainProducts() {
        put(Person.of("1", Role.GLOBAL_ADMIN).requestWithKey(), product(V1))
                .statusCode(403)
                .body("code", equalTo("operator-required"));
    }

    @Test
    @DisplayName("E-10, E-11: products are found by a part of their name and by kind, page by page")
    void findsProducts() {
        put(operator.requestWithKey(), product(V1).replace("Server", "100%_Proof! " + id))
                .statusCode(201);
        Person user = Person.of("1");
        user.request()
                .queryParam("query", "%_PROOF! " + id)
                .get("/v1/products")
                .then()
                .body("items.productId", contains(id));
        user.request().queryParam("query", "%" + id).get("/v1/products").then().body("items.size()", equalTo(0));
        List<String> clouds = user.request().get("/v1/products?kind=CLOUD").path("items.productId");
        assertThat(clouds).contains("azure", "microsoft-365", "power-platform").isSorted();
        user.request()
                .get("/v1/products?kind=MARKETPLACE&query=contoso")
                .then()
                .body("items.kind", everyItem(equalTo("MARKETPLACE")))
                .body("items.vendorSupport.email", contains("backup@contoso.example"));
    }

    private ValidatableResponse put(RequestSpecification request, String body) {
        return request.body(body).put("/v1/products/" + id).then().log().ifValidationFails();
    }

    private static String product(String... versions) {
        return "{\"name\":\"Server\",\"kind\":\"ON_PREMISES\",\"versions\":[%s]}".formatted(String.join(",", versions));
    }
}
