package io.partnersupport.activation;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.partnersupport.activation.application.CompleteOffers;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Concurrently;
import io.partnersupport.kit.testing.EventContract;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The marketing contact and the offers, and giving a purchase back. */
@QuarkusTest
@WithBacking
@QuarkusTestResource(Mailbox.class)
class GoToMarketTest {
    private static final String OFFERS = "/v1/go-to-market-offers";
    private static final String CONTACT = "/v1/marketing-contact";
    private static final String CANCELLATIONS = "/v1/cancellations";
    private static final Map<String, Object> POLICIES =
            Map.of("goToMarket", Map.of("expectedWithinBusinessDays", 5, "usableDays", 60));

    private final String partnerId = Elsewhere.newPartnerId();
    private final Person admin = Person.of(partnerId, Role.GLOBAL_ADMIN);
    private final Person partnerAdmin = Person.of(partnerId, Role.MPN_PARTNER_ADMIN);
    private final Person ada = Person.of(partnerId);
    private final Person operator = Person.operator();
    private final String email = "marketing@p" + partnerId + ".example";

    @Inject
    Elsewhere elsewhere;

    @Inject
    Database database;

    @Inject
    CompleteOffers worker;

    @BeforeEach
    void partnerAndUserAreKnown() {
        elsewhere.send(
                "entitlement.partners",
                partnerId,
                1,
                Elsewhere.PARTNER,
                Map.of(
                        "partnerId",
                        partnerId,
                        "managedIn",
                        "PARTNER_CENTER",
                        "accountEmail",
                        "office@p" + partnerId + ".example"));
        elsewhere.user(partnerId, ada, "Ada Contoso");
    }

    @Test
    @DisplayName("A-11: first a marketing contact, then an offer is pending, then active; the contact is told")
    void activatesAnOffer() {
        UUID membership = elsewhere.membership(partnerId, 3, POLICIES);
        UUID offer = elsewhere.offer(partnerId, membership, "marketing-consultation", Map.of());
        ada.request()
                .get(OFFERS)
                .then()
                .statusCode(200)
                .body("items.offerId", contains(offer.toString()))
                .body("items[0].status", equalTo("AVAILABLE"))
                .body("items[0].benefitPackage", equalTo("Gold Core"))
                .body("items[0].instructions", nullValue())
                .body("items[0].cannotActivateBecause.code", contains("admin-required", "marketing-contact-required"));
        activate(admin, offer).then().statusCode(409).body("code", equalTo("marketing-contact-required"));
        nameContact(admin, null, Map.of()).then().statusCode(200).header("ETag", "\"1\"");

        Response requested = activate(partnerAdmin, offer);
        requested
                .then()
                .statusCode(202)
                .header("Location", endsWith(OFFERS + "/" + offer))
                .body("status", equalTo("PENDING"))
                .body("requestedBy", equalTo(partnerAdmin.userId()))
                .body("expectedBy", notNullValue());
        awaitStatus(offer, "ACTIVE");

        Response active = ada.request().get(OFFERS + "/" + offer);
        active.then().body("instructions", equalTo("Call us.")).body("canActivate", equalTo(false));
        assertThat(Instant.parse(active.path("expiresAt")))
                .isEqualTo(Instant.parse(active.path("completedAt")).plus(Duration.ofDays(60)));
        activate(admin, offer).then().statusCode(202).body("status", equalTo("ACTIVE"));
        await().untilAsserted(() -> assertThat(Mailbox.of(email)).hasSize(1));
        assertThat(Mailbox.of(email).get(0).text()).contains("Oferta Marketing marketing-consultation jest aktywna");
        assertThat(audit(offer)).containsExactly("AVAILABLE > PENDING", "PENDING > ACTIVE");
    }

    @Test
    @DisplayName("A-11: many requests and workers at once activate an offer once; another of its kind does not add up")
    void activatesOnce() throws Exception {
        UUID membership = elsewhere.membership(partnerId, 3, POLICIES);
        UUID offer = elsewhere.offer(partnerId, membership, "campaign", Map.of());
        UUID same = elsewhere.offer(partnerId, UUID.randomUUID(), "campaign", Map.of());
        nameContact(admin, null, Map.of()).then().statusCode(200);
        List<Response> answers = Concurrently.run(IntStream.range(0, 10)
                .mapToObj(i -> (Callable<Response>) () -> activate(admin, i % 2 == 0 ? offer : same))
                .toList());
        Concurrently.run(IntStream.range(0, 4)
                .mapToObj(i -> (Callable<Integer>) worker::react)
                .toList());
        assertThat(answers).extracting(Response::statusCode).containsOnly(202, 409);
        assertThat(database.count("SELECT count(*) FROM offer_activation WHERE partner_id = '" + partnerId + "'"))
                .isOne();
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 409)
                .allMatch(answer -> answer.path("code").equals("offer-in-use"));
        await().untilAsserted(() -> assertThat(
                        database.count("SELECT count(*) FROM audit_entry WHERE action LIKE 'OFFER%' AND partner_id = '"
                                + partnerId + "'"))
                .isEqualTo(2));
    }

    @Test
    @DisplayName("A-11, A-2: where the policy asks for a review, an operator approves or rejects")
    void operatorsReview() {
        UUID offer = elsewhere.offer(partnerId, UUID.randomUUID(), "press-release-kit", Map.of("processing", "REVIEW"));
        nameContact(admin, null, Map.of()).then().statusCode(200);
        activate(admin, offer).then().statusCode(202);
        worker.react();
        operator.request()
                .get(OFFERS + "/review-queue?limit=200")
                .then()
                .statusCode(200)
                .body("items.offerId", hasItem(offer.toString()));
        operator.requestWithKey()
                .body(Map.of("reason", "The text is missing"))
                .post(OFFERS + "/" + offer + "/rejection")
                .then()
                .statusCode(200)
                .body("status", equalTo("AVAILABLE"))
                .body("rejectedBecause", equalTo("The text is missing"));
        review(offer, "approval").then().statusCode(409).body("code", equalTo("already-decided"));

        activate(admin, offer).then().statusCode(202).body("status", equalTo("PENDING"));
        review(offer, "approval").then().statusCode(200);
        awaitStatus(offer, "ACTIVE");
        assertThat(audit(offer))
                .containsExactly(
                        "AVAILABLE > PENDING",
                        "PENDING > AVAILABLE",
                        "AVAILABLE > PENDING",
                        "PENDING > PENDING",
                        "PENDING > ACTIVE");
    }

    @Test
    @DisplayName("A-11: the contact is a user of the partner with another address than the company's")
    void checksTheContact() {
        admin.request().get(CONTACT).then().statusCode(404);
        nameContact(admin, null, Map.of("userId", "nobody"))
                .then()
                .statusCode(422)
                .body("code", equalTo("unknown-user"))
                .body("nextStep", containsString("Add the user first"));
        nameContact(admin, null, Map.of("email", "OFFICE@P" + partnerId + ".example"))
                .then()
                .statusCode(422)
                .body("code", equalTo("company-account-email"));
        for (Map<String, String> wrong : List.of(
                Map.of("email", "nowhere"), Map.of("phone", "call me"), Map.of("preferredLanguage", "Polish!"))) {
            nameContact(admin, null, wrong)
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains(wrong.keySet().iterator().next()));
        }
        nameContact(partnerAdmin, null, Map.of()).then().statusCode(200);
        nameContact(admin, null, Map.of()).then().statusCode(428);
        nameContact(admin, "\"9\"", Map.of()).then().statusCode(412).body("code", equalTo("precondition-failed"));
        nameContact(admin, "\"1\"", Map.of("preferredLanguage", "en")).then().statusCode(200);
        operator.request()
                .get(CONTACT + "?partnerId=" + partnerId)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("email", equalTo(email))
                .body("preferredLanguage", equalTo("en"));
    }

    @Test
    @DisplayName("A-12: a cancelled membership is withdrawn at once, announced, and not brought back by older news")
    void cancelsAMembership() {
        UUID membership = elsewhere.membership(partnerId, 30, POLICIES);
        UUID support = elsewhere.productSupport(partnerId, Map.of("membershipId", membership));
        UUID offer = elsewhere.offer(partnerId, membership, "campaign", Map.of());
        elsewhere.subscription(partnerId, membership, 2, Map.of());
        UUID software = elsewhere.software(partnerId, membership, "software-" + partnerId, Map.of());
        UUID other = elsewhere.offer(partnerId, UUID.randomUUID(), "consultation", Map.of());
        String activation = admin.requestWithKey()
                .post("/v1/technical-benefits/" + support + "/activation")
                .path("id");
        await().until(() -> "ACTIVE"
                .equals(admin.request().get("/v1/activations/" + activation).path("status")));

        Response cancelled = cancel(admin, Map.of("membershipId", membership));
        String id = cancelled.path("id");
        cancelled
                .then()
                .statusCode(201)
                .header("Location", endsWith(CANCELLATIONS + "/" + id))
                .body("requestNumber", containsString("CR-"))
                .body("status", equalTo("GRANTED"))
                .body("membershipId", equalTo(membership.toString()))
                .body("offerId", nullValue())
                .body("refundUntil", equalTo(startOfDay(1)));
        assertThat(cancel(partnerAdmin, Map.of("membershipId", membership)).asString())
                .isEqualTo(cancelled.asString());

        admin.request().get("/v1/technical-benefits").then().body("items.status", contains("WITHDRAWN"));
        admin.request().get("/v1/contracts").then().body("items[0].withdrawn", equalTo(true));
        admin.request().get("/v1/subscriptions").then().body("items.size()", equalTo(0));
        admin.request().get("/v1/software-benefits").then().body("items.size()", equalTo(0));
        admin.request().get(OFFERS).then().body("items.offerId", contains(other.toString()));
        admin.request().get(OFFERS + "/" + offer).then().body("status", equalTo("WITHDRAWN"));
        admin.request().get(CANCELLATIONS).then().statusCode(200).body("items.id", contains(id));
        operator.request().get(CANCELLATIONS + "/" + id).then().statusCode(200);
        await().untilAsserted(() -> assertThat(events(id)).hasSize(1));
        new EventContract("activation-service", "cancellation")
                .assertDescribes(events(id).get(0));

        elsewhere.send(
                "entitlement.benefits",
                software.toString(),
                2,
                Elsewhere.BENEFIT,
                Map.of("benefitId", software, "partnerId", partnerId, "membershipId", membership));
        UUID late = elsewhere.software(partnerId, membership, "software-" + partnerId, Map.of());
        assertThat(database.list(
                        "SELECT withdrawn FROM known_benefit WHERE id IN ('%s', '%s')".formatted(software, late)))
                .containsExactly(true, true);
    }

    @Test
    @DisplayName("A-12: too late, and software keys revealed: refused with every reason and until when it was possible")
    void refusesWithEveryReason() {
        UUID membership = elsewhere.membership(partnerId, 31, Map.of());
        String kind = "software-" + partnerId;
        UUID software = elsewhere.software(partnerId, membership, kind, Map.of());
        UUID cloud = elsewhere.cloudService(partnerId, membership, kind, "LICENSE_BASED", Map.of());
        operator.request()
                .contentType("text/plain")
                .body("AAAAA-" + partnerId + "\nBBBBB-" + partnerId)
                .post("/v1/key-pools/" + kind + "/imports");
        admin.requestWithKey()
                .post("/v1/cloud-benefits/" + cloud + "/key-reveals")
                .then()
                .statusCode(201);
        cancel(admin, Map.of("membershipId", membership))
                .then()
                .statusCode(409)
                .body("code", equalTo("refund-period-over"))
                .body("reasons", nullValue());
        admin.requestWithKey()
                .body(Map.of("language", "en", "operatingSystem", "windows-x64"))
                .post("/v1/software-benefits/" + software + "/key-reveals")
                .then()
                .statusCode(201);
        cancel(admin, Map.of("membershipId", membership))
                .then()
                .statusCode(409)
                .body("reasons.code", contains("refund-period-over", "software-keys-revealed"))
                .body("refundUntil", equalTo(startOfDay(0)));
        cancel(ada, Map.of("membershipId", membership))
                .then()
                .statusCode(403)
                .body("reasons.code", contains("admin-required", "refund-period-over", "software-keys-revealed"));
        admin.request().get(CANCELLATIONS).then().body("items.size()", equalTo(0));
    }

    @Test
    @DisplayName("A-12: one offer is cancelled, the rest of the membership stays")
    void cancelsAnOffer() {
        UUID membership = elsewhere.membership(partnerId, 2, POLICIES);
        UUID offer = elsewhere.offer(partnerId, membership, "campaign", Map.of("processing", "REVIEW"));
        UUID stays = elsewhere.offer(partnerId, membership, "consultation", Map.of());
        nameContact(admin, null, Map.of()).then().statusCode(200);
        activate(admin, offer).then().statusCode(202);
        cancel(admin, Map.of("offerId", offer))
                .then()
                .statusCode(201)
                .body("offerId", equalTo(offer.toString()))
                .body("membershipId", nullValue());
        admin.request().get(OFFERS + "/" + offer).then().body("status", equalTo("WITHDRAWN"));
        admin.request().get(OFFERS + "/" + stays).then().body("status", equalTo("AVAILABLE"));
        activate(admin, offer).then().statusCode(409).body("code", equalTo("grant-withdrawn"));
        await().untilAsserted(() -> assertThat(audit(offer))
                .containsExactly("AVAILABLE > PENDING", "GRANTED > WITHDRAWN", "PENDING > WITHDRAWN"));
        review(offer, "approval").then().statusCode(409).body("code", equalTo("already-decided"));
    }

    @Test
    @DisplayName("A-12: a cancellation and a reveal of keys at once: only one of them happens")
    void aRevealAndACancellationExcludeEachOther() throws Exception {
        UUID membership = elsewhere.membership(partnerId, 2, POLICIES);
        String kind = "software-" + partnerId;
        UUID software = elsewhere.software(partnerId, membership, kind, Map.of());
        operator.request()
                .contentType("text/plain")
                .body("AAAAA-" + partnerId)
                .post("/v1/key-pools/" + kind + "/imports");
        List<Response> answers = Concurrently.run(List.of(
                (Callable<Response>) () -> cancel(admin, Map.of("membershipId", membership)),
                () -> admin.requestWithKey()
                        .body(Map.of("language", "en", "operatingSystem", "windows-x64"))
                        .post("/v1/software-benefits/" + software + "/key-reveals")));
        assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(201, 409);
    }

    @Test
    void namesOneThingToCancel() {
        cancel(admin, Map.of()).then().statusCode(400).body("code", equalTo("validation-failed"));
        cancel(admin, Map.of("membershipId", UUID.randomUUID(), "offerId", UUID.randomUUID()))
                .then()
                .statusCode(400);
        cancel(admin, Map.of("membershipId", UUID.randomUUID())).then().statusCode(404);
    }

    private Response nameContact(Person person, String ifMatch, Map<String, String> changes) {
        Map<String, String> contact = new HashMap<>(
                Map.of("userId", ada.userId(), "email", email, "phone", "+48 22 555 01 00", "preferredLanguage", "pl"));
        contact.putAll(changes);
        var request = person.request().contentType("application/json").body(contact);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch)).put(CONTACT);
    }

    private static Response activate(Person person, UUID offer) {
        return person.requestWithKey().post(OFFERS + "/" + offer + "/activation");
    }

    private Response review(UUID offer, String decision) {
        return operator.requestWithKey().post(OFFERS + "/" + offer + "/" + decision);
    }

    private static Response cancel(Person person, Map<String, Object> what) {
        return person.requestWithKey().body(what).post(CANCELLATIONS);
    }

    private void awaitStatus(UUID offer, String status) {
        await().untilAsserted(() -> assertThat(
                        admin.request().get(OFFERS + "/" + offer).<String>path("status"))
                .isEqualTo(status));
    }

    private static String startOfDay(int days) {
        return LocalDate.now(ZoneOffset.UTC)
                .plusDays(days)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toString();
    }

    private static List<String> events(String key) {
        return TestTopics.read("activation.cancellations").stream()
                .filter(event -> event.key().equals(key))
                .map(event -> event.value())
                .toList();
    }

    private List<Object> audit(UUID subject) {
        return database.list("SELECT from_state || ' > ' || to_state FROM audit_entry WHERE subject = '" + subject
                + "' ORDER BY at, id");
    }
}
