package io.partnersupport.incident;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.ledger.Ledger;
import io.partnersupport.incident.domain.ledger.Settlement;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class IncidentFilesAndAdviceTest {
    private static final byte[] LOG = "It failed".getBytes(StandardCharsets.UTF_8);
    private final String partner = Long.toString(Math.abs(UUID.randomUUID().getMostSignificantBits()));
    private final Person person = Person.of(partner);
    private final Person engineer = Person.of("1", Role.SUPPORT_ENGINEER);

    @Inject
    EntityManager entityManager;

    @Inject
    MovableClock clock;

    @Inject
    ViewFreshness freshness;

    @Inject
    Ledger ledger;

    @BeforeEach
    void knowTheNeighbours() {
        clock.set(MovableClock.NOON);
        if (freshness.asOf().isEmpty()) {
            Neighbours.start(MovableClock.NOON);
            await().until(() -> !freshness.isBehind());
        }
    }

    @AfterEach
    void everyBalanceIsTheSumOfItsLedger() {
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> entityManager
                                .createNativeQuery("SELECT count(*) FROM ledger_differences()", Long.class)
                                .getSingleResult()))
                .isEqualTo(0L);
    }

    // ---- files

    @Test
    @DisplayName("I-12: a file of up to 5 MB is kept and given out as a download that no browser opens")
    void keepsAFile() {
        String incident = openIncident();
        byte[] large = new byte[5 * 1024 * 1024];
        Arrays.fill(large, (byte) 'x');
        String id = upload(person, incident, "Fehler ö.log", large, 201)
                .body("mediaType", equalTo("text/plain"))
                .body("size", equalTo(large.length))
                .body("from", equalTo("CUSTOMER"))
                .extract()
                .path("id");
        byte[] got = engineer.request()
                .get("/v1/incidents/" + incident + "/attachments/" + id)
                .then()
                .statusCode(200)
                .header(
                        "Content-Disposition",
                        equalTo("attachment; filename=\"Fehler _.log\"; filename*=UTF-8''Fehler%20%C3%B6.log"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Content-Type", containsString("text/plain"))
                .extract()
                .asByteArray();
        assertThat(got).isEqualTo(large);
        Person stranger = Person.outsider();
        stranger.request()
                .get("/v1/incidents/" + incident + "/attachments/" + id)
                .then()
                .statusCode(404);
        stranger.request()
                .get("/v1/incidents/" + incident + "/attachments")
                .then()
                .statusCode(404);
        upload(stranger, incident, "a.log", LOG, 404);
    }

    @Test
    @DisplayName("I-12: at most five, none larger than 5 MB, no programs, no empty ones, no folders in names")
    void refusesFiles() {
        String incident = openIncident();
        upload(person, incident, "a.log", new byte[5 * 1024 * 1024 + 1], 413)
                .body("code", equalTo("attachment-too-large"));
        upload(person, incident, "a.exe", LOG, 422).body("code", equalTo("attachment-type-not-allowed"));
        upload(person, incident, "a.log", new byte[] {'M', 'Z', 0}, 422)
                .body("code", equalTo("attachment-type-not-allowed"));
        upload(person, incident, "a.log", new byte[0], 422).body("code", equalTo("attachment-empty"));
        upload(person, incident, "../a.log", LOG, 400).body("errors[0].field", equalTo("name"));
        for (int i = 0; i < 5; i++) {
            upload(i % 2 == 0 ? person : engineer, incident, i + ".log", LOG, 201);
        }
        upload(person, incident, "6.log", LOG, 409).body("code", equalTo("too-many-attachments"));
        person.request()
                .get("/v1/incidents/" + incident + "/attachments")
                .then()
                .body("items.name", containsInAnyOrder("0.log", "1.log", "2.log", "3.log", "4.log"));
    }

    @Test
    @DisplayName("Only attachments may be larger than 1 MB")
    void limitsOrdinaryBodies() {
        person.requestWithKey()
                .body("{\"text\":\"" + "x".repeat(1024 * 1024) + "\"}")
                .post("/v1/incidents/" + UUID.randomUUID() + "/communications")
                .then()
                .statusCode(413)
                .body("code", equalTo("payload-too-large"));
    }

    // ---- advice

    @Test
    @DisplayName(
            "I-14: hours are spent from the same ledger, at most 25 per engagement, a consultant calls in 2 business days")
    void givesAdvice() {
        UUID benefit = hours(50, false);
        String id = advice(person, "DEPLOYMENT", "azure", 201)
                .body("status", equalTo("OPEN"))
                .body("remainingHours", equalTo(50))
                .body("deducts", equalTo(true))
                .body("benefitId", equalTo(benefit.toString()))
                .body("contactDueAt", equalTo("2026-06-03T12:00:00Z"))
                .extract()
                .path("id");
        work(engineer, id, 20, 200).body("hours", equalTo(20)).body("remainingHours", equalTo(30));
        work(engineer, id, 6, 409).body("code", equalTo("engagement-limit-reached"));
        work(engineer, id, 5, 200).body("remainingHours", equalTo(25)).body("status", equalTo("IN_PROGRESS"));
        work(person, id, 1, 403).body("code", equalTo("support-engineer-required"));
        work(Person.of("1"), id, 1, 404);
        person.request()
                .get("/v1/balances/" + benefit)
                .then()
                .statusCode(200)
                .body("unit", equalTo("HOUR"))
                .body("contract", nullValue())
                .body("spent", equalTo(25));
        person.requestWithKey()
                .post("/v1/advisory-requests/" + id + "/closure")
                .then()
                .statusCode(200)
                .body("status", equalTo("CLOSED"));
        work(engineer, id, 1, 409)
                .body("reasons.code", contains("advisory-request-closed", "engagement-limit-reached"));
        person.request().get("/v1/advisory-requests").then().body("items.id", contains(id));
        Person.of(partner).request().get("/v1/advisory-requests/" + id).then().statusCode(200);
        Person.of("1").request().get("/v1/advisory-requests").then().body("items", hasSize(0));
    }

    @Test
    @DisplayName("I-14: presales deducts only where the grant says so; without hours left nothing is begun")
    void deductsPresalesByGrant() {
        hours(5, true);
        String id = advice(person, "PRESALES", "azure", 201).extract().path("id");
        work(engineer, id, 6, 409).body("code", equalTo("advisory-hours-exhausted"));
        work(engineer, id, 5, 200).body("remainingHours", equalTo(0));
        advice(person, "PRESALES", "azure", 409).body("code", equalTo("advisory-hours-exhausted"));
    }

    @Test
    @DisplayName("I-14: presales of competencies is unlimited")
    void doesNotDeductUnlimitedPresales() {
        hours(20, false);
        String id = advice(person, "PRESALES", "azure", 201).extract().path("id");
        work(engineer, id, 25, 200).body("remainingHours", equalTo(20));
    }

    @Test
    @DisplayName("I-14, E-3: a better grant takes over what was spent")
    void carriesHoursOver() {
        UUID silver = hours(20, false);
        String id = advice(person, "DEPLOYMENT", "azure", 201).extract().path("id");
        work(engineer, id, 4, 200);
        sendHours(silver, 2, 20, false, "2026-03-01T00:00:00Z", "2026-06-01T11:00:00Z");
        UUID gold = UUID.randomUUID();
        sendHours(gold, 1, 50, false, "2026-06-01T11:00:00Z", "2027-03-31T00:00:00Z");
        await().untilAsserted(() -> person.request()
                .get("/v1/balances/" + gold)
                .then()
                .statusCode(200)
                .body("remaining", equalTo(46)));
        work(engineer, id, 2, 200).body("remainingHours", equalTo(44));
    }

    @Test
    @DisplayName("I-14, E-3: hours that become known while the partner's others are being settled are settled, too")
    void settlesHoursThatComeMeanwhile() {
        UUID silver = hours(20, false);
        UUID gold = UUID.randomUUID();
        QuarkusTransaction.requiringNew().run(() -> {
            Ledger.Unsettled found = ledger.hours(new PartnerId(partner), MovableClock.NOON);
            becomeKnown(gold, silver);
            ledger.post(Settlement.of(found.contract(), found.balances(), UUID::randomUUID, MovableClock.NOON));
        });
        await().untilAsserted(() -> person.request()
                .get("/v1/balances/" + gold)
                .then()
                .statusCode(200)
                .body("remaining", equalTo(50)));
    }

    @Test
    @DisplayName(
            "I-14: who settles hours locks them in the order in which advice does, so that nobody waits in a circle")
    void locksHoursInOneOrder() {
        UUID first = hours(20, false);
        UUID last = new UUID(-1, first.getLeastSignificantBits());
        QuarkusTransaction.requiringNew().run(() -> {
            lockHours(first, "");
            becomeKnown(last, first);
            Object self =
                    entityManager.createNativeQuery("SELECT pg_backend_pid()").getSingleResult();
            await().until(() -> isWaitedFor(self));
            lockHours(last, "NOWAIT");
        });
        await().untilAsserted(() ->
                person.request().get("/v1/balances/" + last).then().statusCode(200));
    }

    private void lockHours(UUID benefit, String orElse) {
        entityManager
                .createNativeQuery("SELECT 1 FROM advisory_benefit WHERE benefit_id = :id FOR UPDATE " + orElse)
                .setParameter("id", benefit)
                .getSingleResult();
    }

    private boolean isWaitedFor(Object connection) {
        return QuarkusTransaction.requiringNew().call(() -> (boolean) entityManager
                .createNativeQuery(
                        "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE :pid = ANY (pg_blocking_pids(pid)))")
                .setParameter("pid", connection)
                .getSingleResult());
    }

    /** More hours like these, which the ledger has not seen. */
    private void becomeKnown(UUID hours, UUID like) {
        QuarkusTransaction.requiringNew()
                .run(() -> entityManager
                        .createNativeQuery("""
                        INSERT INTO advisory_benefit (benefit_id, partner_id, kind, name, granted, starts_at,
                            usable_until, listed, presales_deducts, withdrawn, unsettled, sequence)
                        SELECT :hours, partner_id, kind, name, 50, starts_at, usable_until, listed,
                            presales_deducts, withdrawn, true, 1
                        FROM advisory_benefit WHERE benefit_id = :like""")
                        .setParameter("hours", hours)
                        .setParameter("like", like)
                        .executeUpdate());
    }

    @Test
    @DisplayName("I-14: break-fix belongs to incidents; cloud and hybrid topics only; MPN association; hours")
    void refusesAdvice() {
        advice(person, "DEPLOYMENT", "azure", 409).body("code", equalTo("no-advisory-hours"));
        hours(5, true);
        advice(person, "BREAK_FIX", "azure", 422)
                .body("code", equalTo("break-fix-belongs-to-incidents"))
                .body("nextStep", containsString("/v1/incidents"));
        advice(person, "DEPLOYMENT", "sql-server", 422).body("code", equalTo("cloud-and-hybrid-topics-only"));
        advice(person, "DEPLOYMENT", "none", 422).body("code", equalTo("advisory-product-unknown"));
        advice(Person.ofCspOnly(partner), "DEPLOYMENT", "azure", 403).body("code", equalTo("mpn-association-required"));
        advice(Person.outsider(), "DEPLOYMENT", "azure", 403);
        person.requestWithKey()
                .body(body("DEPLOYMENT", "sql-server").put("hybrid", true).toString())
                .post("/v1/advisory-requests")
                .then()
                .statusCode(201);
    }

    @Test
    @DisplayName("I-14: read for 18 months after closing, as incidents are; then what people typed is erased")
    void forgetsAdvice() {
        UUID benefit = hours(20, false);
        String id = advice(person, "DEPLOYMENT", "azure", 201).extract().path("id");
        work(engineer, id, 4, 200);
        person.requestWithKey()
                .post("/v1/advisory-requests/" + id + "/closure")
                .then()
                .statusCode(200);
        clock.set(Instant.parse("2027-12-01T11:59:59Z"));
        person.request().get("/v1/advisory-requests/" + id).then().statusCode(200);
        clock.advance(Duration.ofSeconds(2));
        await().untilAsserted(() ->
                person.request().get("/v1/advisory-requests/" + id).then().statusCode(404));
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> entityManager
                                .createNativeQuery(
                                        "SELECT title || description || contact FROM advisory_request WHERE id = :id",
                                        String.class)
                                .setParameter("id", UUID.fromString(id))
                                .getSingleResult()))
                .isEqualTo("{}");
        person.request().get("/v1/advisory-requests").then().body("items", hasSize(0));
        person.request().get("/v1/balances/" + benefit).then().body("spent", equalTo(4));
    }

    private UUID hours(long quantity, boolean presalesDeducts) {
        UUID id = UUID.randomUUID();
        sendHours(id, 1, quantity, presalesDeducts, "2026-03-01T00:00:00Z", "2027-03-31T00:00:00Z");
        await().untilAsserted(
                        () -> person.request().get("/v1/balances/" + id).then().statusCode(200));
        return id;
    }

    private void sendHours(UUID id, long sequence, long quantity, boolean presalesDeducts, String from, String until) {
        ObjectNode benefit = Neighbours.example("entitlement", "benefit");
        benefit.put("benefitId", id.toString())
                .put("partnerId", partner)
                .put("kind", "presales-deployment")
                .put("category", "ADVISORY")
                .put("unit", "HOUR")
                .put("quantity", quantity)
                .put("unlimited", false)
                .put("presalesDeducts", presalesDeducts);
        benefit.putArray("listed").addObject().put("from", from).put("until", until);
        TestTopics.send("entitlement.benefits", id.toString(), sequence, benefit.toString());
    }

    private static ObjectNode body(String kind, String product) {
        ObjectNode body = (ObjectNode) Neighbours.json("""
                {"title":"Landing zone","description":"Which topology?","contact":{"name":"Ada",
                "email":"ada@contoso.example","language":"en","country":"US","timeZone":"UTC",
                "reachableAroundTheClock":false}}""");
        return body.put("kind", kind).put("productId", product);
    }

    private static ValidatableResponse advice(Person who, String kind, String product, int status) {
        return who.requestWithKey()
                .body(body(kind, product).toString())
                .post("/v1/advisory-requests")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(status);
    }

    private static ValidatableResponse work(Person who, String id, int hours, int status) {
        return who.requestWithKey()
                .body("{\"hours\":%d}".formatted(hours))
                .post("/v1/advisory-requests/" + id + "/hours")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(status);
    }

    private static ValidatableResponse upload(Person who, String incident, String name, byte[] content, int status) {
        return who.request()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/octet-stream")
                .queryParam("name", name)
                .body(content)
                .post("/v1/incidents/" + incident + "/attachments")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(status);
    }

    private String openIncident() {
        return person.requestWithKey()
                .body("""
                        {"kind":"BILLING","severity":"C","title":"Invoice","description":"Too high",
                        "contact":{"name":"Ada","email":"ada@contoso.example","language":"en",
                        "country":"PL","timeZone":"Europe/Warsaw","reachableAroundTheClock":false},"channel":"WEB",
                        "productId":"azure"}""")
                .post("/v1/incidents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
