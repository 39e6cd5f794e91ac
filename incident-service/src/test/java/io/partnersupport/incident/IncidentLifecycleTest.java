package io.partnersupport.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.partnersupport.incident.Neighbours.Contract;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.EventContract;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithBacking
class IncidentLifecycleTest {
    private final Contract contract = new Contract();
    private final Person person = Person.of(contract.partnerId);
    private final Person admin = Person.of(contract.partnerId, Role.ADMIN_AGENT);
    private final Person engineer = Person.of("1", Role.SUPPORT_ENGINEER);
    private final Person operator = Person.operator();

    @Inject
    EntityManager entityManager;

    @Inject
    MovableClock clock;

    @Inject
    ViewFreshness freshness;

    @BeforeEach
    void knowTheNeighbours() {
        clock.set(MovableClock.NOON);
        if (freshness.asOf().isEmpty()) {
            Neighbours.start(MovableClock.NOON);
            await().until(() -> !freshness.isBehind());
        }
        contract.send().link(person);
        await().untilAsserted(() -> person.request()
                .get("/v1/balances/" + contract.productSupport())
                .then()
                .statusCode(200));
        await().untilAsserted(() -> assertThat(
                        person.request().get("/v1/support-plans").jsonPath().getList("available.planId"))
                .contains(contract.productSupport().toString()));
    }

    @AfterEach
    void everyBalanceIsTheSumOfItsLedger() {
        clock.set(MovableClock.NOON);
        assertThat(query("SELECT CAST(benefit_id AS text) FROM ledger_differences()"))
                .isEmpty();
    }

    @Test
    @DisplayName("I-12: one life: assigned, asked, answered, resolved, reopened, resolved, closed; with its history")
    void livesALife() {
        String id = open();
        act(engineer, id, "assignment", "{}", 200)
                .body("status", equalTo("IN_PROGRESS"))
                .body("engineer", equalTo(engineer.userId()))
                .body("firstRespondedAt", nullValue());
        clock.advance(Duration.ofMinutes(10));
        act(engineer, id, "communications", "{\"text\":\"Which node?\",\"waitsForCustomer\":true}", 201)
                .body("from", equalTo("SUPPORT"));
        read(person, id)
                .body("status", equalTo("WAITING_FOR_CUSTOMER"))
                .body("firstRespondedAt", equalTo("2026-06-01T12:10:00Z"));
        clock.advance(Duration.ofMinutes(10));
        act(person, id, "communications", "{\"text\":\"The second\"}", 201).body("from", equalTo("CUSTOMER"));
        act(engineer, id, "closure", "{\"resolution\":\"RESOLVED\"}", 200)
                .body("status", equalTo("RESOLVED"))
                .body("reopenableUntil", equalTo("2026-06-15T12:20:00Z"));
        act(person, id, "reopening", null, 200)
                .body("status", equalTo("IN_PROGRESS"))
                .body("endedAt", nullValue());
        act(engineer, id, "closure", "{\"resolution\":\"RESOLVED\"}", 200);
        act(person, id, "closure", "{\"resolution\":\"RESOLVED\"}", 200)
                .body("status", equalTo("CLOSED"))
                .body("refunded", equalTo(false));
        person.request()
                .get("/v1/incidents/" + id + "/history")
                .then()
                .statusCode(200)
                .body("items.act", contains("ASSIGN", "ASK", "REPLY", "RESOLVE", "REOPEN", "RESOLVE", "CLOSE"))
                .body("items[1].from", equalTo("IN_PROGRESS"))
                .body("items[1].to", equalTo("WAITING_FOR_CUSTOMER"))
                .body("items[1].actor", equalTo(engineer.userId()))
                .body("items[6].details", equalTo("RESOLVED"));
        String cursor = admin.request()
                .get("/v1/incidents/" + id + "/communications?limit=1")
                .then()
                .body("items.text", contains("Which node?"))
                .extract()
                .path("nextCursor");
        engineer.request()
                .get("/v1/incidents/" + id + "/communications?limit=1&cursor=" + cursor)
                .then()
                .body("items.text", contains("The second"))
                .body("nextCursor", nullValue());
        var event = await().until(
                        () -> TestTopics.read("incident.incidents").stream()
                                .filter(it -> it.key().equals(id) && "8".equals(TestTopics.header(it, "ce_sequence")))
                                .findFirst()
                                .orElse(null),
                        java.util.Objects::nonNull);
        new EventContract("incident-service", "incident").assertDescribes(event.value());
        assertThat(Neighbours.json(event.value()).get("status").asText()).isEqualTo("CLOSED");
        assertThat(event.value()).doesNotContain("second", "node");
    }

    @ParameterizedTest
    @CsvSource({
        "DUPLICATE, 1",
        "PRODUCT_BUG, 1",
        "SELF_SOLVED, 0",
        "ABANDONED, 0",
    })
    @DisplayName("I-4: the resolution decides by the edition's policy whether the unit is given back, with the closing")
    void refundsByResolution(String resolution, int refunded) {
        String id = open();
        act(engineer, id, "closure", "{\"resolution\":\"%s\"}".formatted(resolution), 200)
                .body("status", equalTo("CLOSED"))
                .body("refunded", equalTo(refunded == 1));
        balance().body("refunded", equalTo(refunded)).body("remaining", equalTo(19 + refunded));
        if (refunded == 1) {
            ledger().body("items.kind", contains("REFUNDED", "SPENT", "GRANTED"))
                    .body("items[0].note", equalTo(resolution))
                    .body("items[0].incident", equalTo(id));
            act(person, id, "reopening", null, 409).body("code", equalTo("incident-refunded"));
        }
    }

    @Test
    @DisplayName("I-4, I-12: cancelled before the first response gives the unit back, once; after it, it is refused")
    void cancelsBeforeTheFirstResponse() {
        String id = open();
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            person.request()
                    .header("Idempotency-Key", key)
                    .post("/v1/incidents/" + id + "/cancellation")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("CANCELLED"))
                    .body("refunded", equalTo(true));
        }
        balance().body("refunded", equalTo(1)).body("remaining", equalTo(20));
        act(person, id, "cancellation", null, 409)
                .body("code", equalTo("incident-cancelled"))
                .body("incidentStatus", equalTo("CANCELLED"));
        String answered = open();
        act(engineer, answered, "communications", "{\"text\":\"Hello\"}", 201);
        act(person, answered, "cancellation", null, 409).body("code", equalTo("first-response-made"));
    }

    @Test
    @DisplayName(
            "I-11: the customer changes the severity only until an engineer is assigned; A needs a reachable contact")
    void changesWithIfMatch() {
        String id = open();
        String etag = read(person, id).extract().header("ETag");
        assertThat(etag).isEqualTo("\"1\"");
        change(person, id, null, "{\"severity\":\"B\"}", 428);
        change(person, id, "x", "{\"severity\":\"B\"}", 400);
        change(person, id, etag, "{}", 400);
        change(person, id, etag, "{\"severity\":\"A\"}", 422)
                .body("code", equalTo("severity-a-needs-reachable-contact"));
        change(person, id, etag, "{\"severity\":\"B\",\"title\":\"Other\"}", 200)
                .body("severity", equalTo("B"))
                .body("title", equalTo("Other"))
                .body("description", notNullValue())
                .header("ETag", "\"2\"");
        change(person, id, etag, "{\"severity\":\"C\"}", 412).body("code", equalTo("precondition-failed"));
        act(engineer, id, "assignment", "{}", 200);
        change(person, id, "\"3\"", "{\"severity\":\"C\"}", 409).body("code", equalTo("engineer-assigned"));
        change(engineer, id, "\"3\"", "{\"severity\":\"C\"}", 200);
        change(engineer, id, "\"4\"", "{\"title\":\"Mine\"}", 403).body("code", equalTo("customer-required"));
        change(person, id, "\"4\"", "{\"title\":\"\"}", 400);
        change(person, id, "\"4\"", "{\"status\":\"CLOSED\"}", 400).body("code", equalTo("unknown-field"));
    }

    @Test
    @DisplayName("I-12, chapter 6: who is not concerned finds nothing; who is, but may not, is told the role")
    void keepsToTheRoles() {
        String id = open();
        for (Person stranger : List.of(Person.of("1", Role.GLOBAL_ADMIN), Person.of(contract.partnerId), operator)) {
            act(stranger, id, "cancellation", null, 404);
            stranger.request()
                    .get("/v1/incidents/" + id + "/communications")
                    .then()
                    .statusCode(404);
            stranger.request().get("/v1/incidents/" + id + "/history").then().statusCode(404);
        }
        act(person, id, "assignment", "{}", 403).body("code", equalTo("support-engineer-required"));
        act(engineer, id, "cancellation", null, 403).body("code", equalTo("customer-required"));
        act(person, id, "closure", "{\"resolution\":\"DUPLICATE\"}", 403)
                .body("code", equalTo("resolution-of-support"));
        person.request()
                .contentType("application/json")
                .body("{\"text\":\"x\"}")
                .post("/v1/incidents/" + id + "/communications")
                .then()
                .statusCode(400)
                .body("code", equalTo("idempotency-key-missing"));
        act(admin, id, "cancellation", null, 200);
    }

    @Test
    @DisplayName("I-12: what is resolved closes by itself when nobody reopens it within 14 days")
    void closesResolvedIncidents() {
        String id = open();
        act(engineer, id, "closure", "{\"resolution\":\"RESOLVED\"}", 200);
        clock.advance(Duration.ofDays(14).plusSeconds(1));
        await().untilAsserted(() -> read(person, id).body("status", equalTo("CLOSED")));
        person.request().get("/v1/incidents/" + id + "/history").then().body("items.by", contains("SUPPORT", "CLOCK"));
    }

    @Test
    @DisplayName("I-12: read for 18 months after closing, then not found, and what people typed is erased")
    void forgetsAfterEighteenMonths() {
        String id = open();
        act(person, id, "communications", "{\"text\":\"Secret words\"}", 201);
        act(person, id, "closure", "{\"resolution\":\"SELF_SOLVED\"}", 200);
        clock.set(java.time.Instant.parse("2027-12-01T11:59:59Z"));
        read(person, id).body("title", equalTo("Queries hang"));
        clock.set(java.time.Instant.parse("2027-12-01T12:00:00Z"));
        person.request().get("/v1/incidents/" + id).then().statusCode(404);
        clock.advance(Duration.ofSeconds(1));
        await().untilAsserted(() -> assertThat(query("SELECT title || description || contact FROM incident WHERE id = '"
                        + id + "' AND erased_at IS NOT NULL"))
                .hasToString("[{}]"));
        assertThat(query("SELECT CAST(id AS text) FROM communication WHERE incident = '" + id + "'"))
                .isEmpty();
        act(person, id, "reopening", null, 404);
    }

    @Test
    @DisplayName("I-12: the database refuses to alter the history")
    void theHistoryIsAppendOnly() {
        act(engineer, open(), "assignment", "{}", 200);
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                        .run(() -> entityManager
                                .createNativeQuery("UPDATE incident_act SET actor = 'x'")
                                .executeUpdate()))
                .hasStackTraceContaining("append-only");
    }

    private String open() {
        ObjectNode body = (ObjectNode) Neighbours.json("""
                {"kind":"BREAK_FIX","severity":"C","title":"Queries hang","description":"It began\\nsince Monday",
                "contact":{"name":"Ada","email":"ada@contoso.example","phone":"+48 22 000 00","language":"en",
                "country":"PL","timeZone":"Europe/Warsaw","reachableAroundTheClock":false},"channel":"WEB",
                "productId":"sql-server","version":"2025"}""");
        return person.requestWithKey()
                .body(body.toString())
                .post("/v1/incidents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static ValidatableResponse act(Person who, String id, String act, String body, int status) {
        var request = who.requestWithKey();
        if (body != null) {
            request.body(body);
        }
        return request.post("/v1/incidents/" + id + "/" + act)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(status);
    }

    private static ValidatableResponse change(Person who, String id, String etag, String body, int status) {
        var request = who.request().contentType("application/json").body(body);
        if (etag != null) {
            request.header("If-Match", etag);
        }
        return request.patch("/v1/incidents/" + id)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(status);
    }

    private static ValidatableResponse read(Person who, String id) {
        return who.request().get("/v1/incidents/" + id).then().statusCode(200);
    }

    private ValidatableResponse balance() {
        return person.request()
                .get("/v1/balances/" + contract.productSupport())
                .then()
                .statusCode(200);
    }

    private ValidatableResponse ledger() {
        return person.request()
                .get("/v1/balances/" + contract.productSupport() + "/ledger")
                .then()
                .statusCode(200);
    }

    private List<?> query(String sql) {
        return QuarkusTransaction.requiringNew()
                .call(() -> entityManager.createNativeQuery(sql).getResultList());
    }
}
