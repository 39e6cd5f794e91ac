package io.partnersupport.entitlement;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.EventContract;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What happens when memberships end: by time, with notices, or by cancellation. */
@QuarkusTest
@WithBacking
class MembershipEndTest {
    private final Person operator = Person.operator();
    private final String partnerId = Long.toString(ThreadLocalRandom.current().nextLong(1_000_000, Long.MAX_VALUE));
    private final Person admin = Person.of(partnerId, Role.GLOBAL_ADMIN);

    @BeforeAll
    static void otherServicesExist() {
        TestTopics.create("activation.cancellations");
    }

    @Test
    @DisplayName("E-7: who ends soon is reminded once; what has become pointless is not told any more")
    void tellsOfRenewals() {
        givenPartner();
        String endingSoon = purchaseDaysAgo("{\"offer\":\"action-pack\"", 355);
        String windowClosing =
                purchaseDaysAgo("{\"offer\":\"silver-competency\",\"competencyArea\":\"datacenter\"", 365 + 25);
        purchaseDaysAgo("{\"offer\":\"gold-competency\",\"competencyArea\":\"datacenter\"", 10);

        await().until(() -> noticesOfPartner().size() == 2);
        List<JsonPath> notices = noticesOfPartner();
        assertThat(notices)
                .extracting(notice -> notice.getString("membershipId") + " " + notice.getString("kind"))
                .containsExactlyInAnyOrder(endingSoon + " RENEWAL_DUE", windowClosing + " RENEWAL_WINDOW_CLOSING");
        assertThat(notices)
                .filteredOn(notice -> notice.getString("membershipId").equals(windowClosing))
                .allSatisfy(notice -> {
                    assertThat(notice.getString("offerName")).isEqualTo("Silver competency");
                    assertThat(notice.getString("competencyArea")).isEqualTo("datacenter");
                });
        TestTopics.read("entitlement.notices")
                .forEach(notice -> new EventContract("entitlement-service", "notice").assertDescribes(notice.value()));
    }

    @Test
    @DisplayName(
            "A-12: a granted cancellation withdraws the membership and its benefits, once, and it can be bought again")
    void cancellationsEndBenefits() {
        givenPartner();
        String gold = purchaseDaysAgo("{\"offer\":\"gold-competency\",\"competencyArea\":\"datacenter\"", 0);
        String silver = purchaseDaysAgo("{\"offer\":\"silver-competency\",\"competencyArea\":\"datacenter\"", 0);
        quantityOfProductSupportIs(20);

        String cancellation = UUID.randomUUID().toString();
        cancelled(cancellation, 1, quoted(gold), "null");
        await().untilAsserted(() -> quantityOfProductSupportIs(15));
        cancelled(cancellation, 2, quoted(gold), "null");

        admin.request()
                .get("/v1/partners/me/benefits")
                .then()
                .body("items.grantedBy.membershipId.unique()", equalTo(List.of(silver)));
        await().untilAsserted(() -> assertThat(
                        lastStateOf("entitlement.memberships", gold).getBoolean("withdrawn"))
                .isTrue());
        assertThat(TestTopics.read("entitlement.benefits"))
                .filteredOn(event ->
                        JsonPath.from(event.value()).getString("membershipId").equals(gold))
                .filteredOn(event -> JsonPath.from(event.value()).getBoolean("withdrawn"))
                .as("each benefit is withdrawn once")
                .extracting(ConsumerRecord::key)
                .doesNotHaveDuplicates()
                .isNotEmpty();

        purchaseDaysAgo("{\"offer\":\"gold-competency\",\"competencyArea\":\"datacenter\"", 0);
        quantityOfProductSupportIs(20);
    }

    @Test
    @DisplayName("A-12: a cancelled go-to-market offer is withdrawn alone")
    void cancelledOffersAreWithdrawnAlone() {
        givenPartner();
        purchaseDaysAgo("{\"offer\":\"action-pack\"", 0);
        String offer = admin.request()
                .get("/v1/partners/me/benefits")
                .then()
                .extract()
                .path("items.find { it.kind == 'marketing-consultation' }.benefitId");

        cancelled(UUID.randomUUID().toString(), 1, "null", quoted(offer));

        await().untilAsserted(() -> assertThat(admin.request()
                        .get("/v1/partners/me/benefits")
                        .then()
                        .body("items.kind", hasItem("product-support"))
                        .extract()
                        .<List<String>>path("items.benefitId"))
                .doesNotContain(offer));
    }

    private void quantityOfProductSupportIs(int quantity) {
        admin.request()
                .get("/v1/partners/me/benefits")
                .then()
                .statusCode(200)
                .body("items.find { it.kind == 'product-support' }.quantity", equalTo(quantity));
    }

    private void givenPartner() {
        operator.requestWithKey()
                .body("""
                        {"partnerId":"%s","name":"Contoso","country":"PL","managedIn":"PARTNER_CENTER",
                         "partnerKind":"NONE","tenantId":"%s","domain":"p%s.example"}""".formatted(partnerId, UUID.randomUUID(), partnerId))
                .post("/v1/partners")
                .then()
                .statusCode(201);
    }

    /** Buys an offer as an operator who records it late, and answers the membership's id. */
    private String purchaseDaysAgo(String offer, int days) {
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(days);
        return operator.requestWithKey()
                .body(offer + ",\"purchasedOn\":\"" + day + "\"}")
                .post("/v1/partners/" + partnerId + "/memberships")
                .then()
                .statusCode(201)
                .extract()
                .path("membershipId");
    }

    private void cancelled(String id, long sequence, String membershipId, String benefitId) {
        TestTopics.send("activation.cancellations", id, sequence, """
                {"cancellationId":"%s","requestNumber":"C-1","partnerId":"%s","membershipId":%s,"benefitId":%s,
                 "cancelledAt":"%s"}""".formatted(
                        id, partnerId, membershipId, benefitId, java.time.Instant.now()));
    }

    private List<JsonPath> noticesOfPartner() {
        return TestTopics.read("entitlement.notices").stream()
                .map(event -> JsonPath.from(event.value()))
                .filter(notice -> notice.getString("partnerId").equals(partnerId))
                .toList();
    }

    private static JsonPath lastStateOf(String topic, String key) {
        return TestTopics.read(topic).stream()
                .filter(event -> event.key().equals(key))
                .reduce((first, second) -> second)
                .map(event -> JsonPath.from(event.value()))
                .orElseThrow();
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
