package io.partnersupport.entitlement;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.EventContract;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithBacking
class EntitlementTest {
    private final Person operator = Person.operator();
    private final String partnerId = Long.toString(ThreadLocalRandom.current().nextLong(1_000_000, Long.MAX_VALUE));
    private final Person admin = Person.of(partnerId, Role.GLOBAL_ADMIN);

    @Test
    @DisplayName("E-1, E-3, E-7: the best grant of each kind, who granted it, and two dates")
    void listsBenefitsOfTheMembership() {
        givenPartner();
        purchase(admin, "{\"offer\":\"silver-competency\",\"competencyArea\":\"application-development\"}", 201);
        purchase(admin, "{\"offer\":\"action-pack\"}", 201);

        admin.request()
                .get("/v1/partners/me/benefits")
                .then()
                .statusCode(200)
                .body(
                        "items.findAll { it.unit in ['INCIDENT', 'HOUR'] }.kind",
                        contains("presales-deployment", "product-support", "signature-cloud-support"))
                .body("items.findAll { it.unit in ['INCIDENT', 'HOUR'] }.quantity", contains(20, 15, 5))
                .body(
                        "items.findAll { it.grantedBy.offer == 'action-pack' }.kind",
                        contains("visual-studio-professional"))
                .body("items.status", everyItem(equalTo("IN_FORCE")))
                .body("items[0].activateBy", notNullValue())
                .body("items[0].usableUntil", notNullValue());
    }

    @Test
    @DisplayName("E-4: one answer tells why an Action Pack partner is not covered for Azure, and what to do")
    void tellsWhyABenefitIsNotGranted() {
        givenPartner();
        purchase(admin, "{\"offer\":\"action-pack\"}", 201);

        admin.request()
                .get("/v1/partners/me/benefits")
                .then()
                .statusCode(200)
                .body("items.findAll { it.covers.productKinds.contains('CLOUD') }.unit", contains("HOUR"))
                .rootPath("notGranted.find { it.kind == 'signature-cloud-support' }")
                .body("aliases", contains("Signature Product Support"))
                .body("covers.productKinds", contains("CLOUD"))
                .body("reasons.code", contains("competency-required"))
                .body("reasons.membership.offer", contains("action-pack"))
                .body(
                        "reasons.nextStep",
                        contains("Earn a competency. It is granted by: Silver competency, Gold competency."))
                .body("grantedByOffers.offer", contains("silver-competency", "gold-competency"));
    }

    @Test
    @DisplayName("E-2, E-3: says why the partner's other grants do not count, and by which names a benefit is known")
    void tellsWhyAGrantIsNotChosen() {
        givenPartner();
        purchase(admin, "{\"offer\":\"action-pack\"}", 201);
        purchase(admin, "{\"offer\":\"gold-competency\",\"competencyArea\":\"datacenter\"}", 201);

        admin.request()
                .get("/v1/partners/me/benefits")
                .then()
                .statusCode(200)
                .body(
                        "items.find { it.kind == 'signature-cloud-support' }.aliases",
                        contains("Signature Product Support", "Signature 10-pack (Gold hybrid)"))
                .rootPath("items.find { it.kind == 'product-support' }")
                .body("grantedBy.benefitPackage", equalTo("Gold Core"))
                .body("notChosen.reason", contains("smaller-quantity"))
                .body("notChosen.quantity", contains(10))
                .body("notChosen.grantedBy.offer", contains("action-pack"));
    }

    @Test
    @DisplayName("E-5: no membership, the known message and a hint")
    void saysThatThereAreNoBenefits() {
        givenPartner();
        admin.request()
                .get("/v1/partners/me/benefits")
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("message", equalTo("Looks like you don't have any benefits yet"))
                .body("hint", notNullValue())
                .body("notGranted.reasons.flatten().code", everyItem(equalTo("no-membership")));
    }

    @Test
    @DisplayName("E-6: an account associated through CSP only is told that it needs MPN")
    void refusesCspOnlyAccounts() {
        givenPartner();
        Person.ofCspOnly(partnerId, Role.ADMIN_AGENT)
                .request()
                .get("/v1/partners/me/benefits")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("mpn-association-required"))
                .body("title", equalTo("You are not authorized for this action"));
    }

    @ParameterizedTest
    @CsvSource({"benefits", "memberships", "users", "''"})
    @DisplayName("Other partners' data looks as if it did not exist")
    void hidesOtherPartners(String resource) {
        givenPartner();
        Person stranger = Person.of("1", Role.GLOBAL_ADMIN);
        String path = "/v1/partners/" + partnerId + (resource.isEmpty() ? "" : "/" + resource);
        stranger.request().get(path).then().statusCode(404).body("code", equalTo("not-found"));
        operator.request().get(path).then().statusCode(200);
        Person.outsider().request().get("/v1/partners/me/benefits").then().statusCode(404);
    }

    @Test
    void onlyOperatorsRegisterPartners() {
        admin.requestWithKey()
                .body(partner())
                .post("/v1/partners")
                .then()
                .statusCode(403)
                .body("code", equalTo("operator-required"));
        admin.request().get("/v1/partners").then().statusCode(403);
    }

    @Test
    void aPartnerIsRegisteredOnce() {
        givenPartner();
        operator.requestWithKey()
                .body(partner())
                .post("/v1/partners")
                .then()
                .statusCode(409)
                .body("code", equalTo("partner-exists"));
    }

    @Test
    @DisplayName("E-13: user admins and global admins add users; others do not")
    void adminsAddUsers() {
        givenPartner();
        String userId = UUID.randomUUID().toString();
        String user =
                "{\"userId\":\"%s\",\"name\":\"Ada\",\"email\":\"ada@x.example\",\"directory\":\"AAD\",\"roles\":[\"global-admin\"]}"
                        .formatted(userId);
        Person.of(partnerId)
                .requestWithKey()
                .body(user)
                .post("/v1/partners/me/users")
                .then()
                .statusCode(403)
                .body("code", equalTo("role-required"));
        Person.of(partnerId, Role.USER_ADMIN)
                .requestWithKey()
                .body(user)
                .post("/v1/partners/me/users")
                .then()
                .statusCode(201);
        admin.requestWithKey().body(user).post("/v1/partners/me/users").then().statusCode(409);
        admin.request().get("/v1/partners/me/users?role=global-admin").then().body("items.userId", contains(userId));
        admin.request().get("/v1/partners/me/users?role=user-admin").then().body("items", empty());
    }

    @Test
    void onlyOperatorsRecordEarlierPurchases() {
        givenPartner();
        String lastYear = "{\"offer\":\"action-pack\",\"purchasedOn\":\"2026-01-01\"}";
        purchase(admin, lastYear, 403);
        purchase(operator, lastYear, 201);
    }

    @Test
    void aRefusedPurchaseNamesTheFieldAndWritesNothing() {
        givenPartner();
        admin.requestWithKey()
                .body("{\"offer\":\"platinum\",\"competencyArea\":\"juggling\"}")
                .post("/v1/partners/me/memberships")
                .then()
                .statusCode(422)
                .body("code", equalTo("unknown-offer"))
                .body("errors.field", hasItems("offer", "competencyArea"))
                .body("reasons.code", contains("unknown-offer", "unknown-competency-area"));
        admin.request().get("/v1/partners/me/memberships").then().body("items", empty());
    }

    @Test
    @DisplayName("E-7: two purchases at the same moment make a membership and its renewal, never two at once")
    void concurrentPurchasesDoNotOverlap() {
        givenPartner();
        List<Integer> statuses = java.util.stream.IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> admin.requestWithKey()
                        .body("{\"offer\":\"action-pack\"}")
                        .post("/v1/partners/me/memberships")
                        .statusCode())
                .toList();
        assertThat(statuses).containsOnly(201, 409);
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(2);
    }

    @Test
    void eventsKeepToTheirContracts() {
        givenPartner();
        String userId = UUID.randomUUID().toString();
        admin.requestWithKey()
                .body(
                        "{\"userId\":\"%s\",\"name\":\"Ada\",\"email\":\"a@x.example\",\"directory\":\"AAD\",\"roles\":[]}"
                                .formatted(userId))
                .post("/v1/partners/me/users")
                .then()
                .statusCode(201);
        purchase(admin, "{\"offer\":\"gold-competency\",\"competencyArea\":\"cloud-platform\"}", 201);

        assertKeepsToItsContract(
                "entitlement.partners", "partner", event -> event.key().equals(partnerId));
        assertKeepsToItsContract(
                "entitlement.users", "user", event -> event.key().equals(userId));
        assertKeepsToItsContract(
                "entitlement.memberships", "membership", event -> event.value().contains(partnerId));
        assertKeepsToItsContract(
                "entitlement.benefits",
                "benefit",
                event -> event.value().contains(partnerId) && event.value().contains("signature-cloud-support"));
        assertKeepsToItsContract(
                "entitlement.products", "product", event -> event.key().equals("sql-server"));
        assertKeepsToItsContract(
                "entitlement.editions", "edition", event -> event.key().equals("mpn-2021"));
    }

    @Test
    void listsTheShippedCatalogueAndProducts() {
        admin.request().get("/v1/catalog/editions").then().statusCode(200).body("items.code", hasItem("mpn-2021"));
        admin.request().get("/v1/catalog/editions/mpn-2021").then().body("policies.renewalWindowDays", equalTo(30));
        admin.request().get("/v1/catalog/editions/none").then().statusCode(404);
        admin.request().get("/v1/products?query=sql").then().body("items.productId", contains("sql-server"));
        admin.request().get("/v1/products?kind=MARKETPLACE").then().body("items.kind", hasItem("MARKETPLACE"));
        admin.request().get("/v1/products?kind=X").then().statusCode(400).body("errors[0].field", equalTo("kind"));
        String cursor = admin.request().get("/v1/products?limit=2").path("nextCursor");
        admin.request().get("/v1/products?limit=2&cursor=" + cursor).then().statusCode(200);
        admin.request()
                .get("/v1/products?limit=2&kind=CLOUD&cursor=" + cursor)
                .then()
                .statusCode(400);
    }

    private void givenPartner() {
        operator.requestWithKey().body(partner()).post("/v1/partners").then().statusCode(201);
    }

    private String partner() {
        return """
                {"partnerId":"%s","name":"Contoso","country":"PL","managedIn":"PARTNER_CENTER","partnerKind":"DIRECT",
                "tenantId":"%s","domain":"p%s.example"}""".formatted(partnerId, UUID.randomUUID(), partnerId);
    }

    private void purchase(Person person, String body, int status) {
        person.requestWithKey()
                .body(body)
                .post("/v1/partners/" + partnerId + "/memberships")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(status);
    }

    private static void assertKeepsToItsContract(
            String topic, String contract, Predicate<ConsumerRecord<String, String>> which) {
        ConsumerRecord<String, String> event = await().until(
                        () -> TestTopics.read(topic).stream()
                                .filter(which)
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull);
        EventContract published = new EventContract("entitlement-service", contract);
        published.assertDescribes(event.value());
        published.assertDescribes(published.example());
    }
}
