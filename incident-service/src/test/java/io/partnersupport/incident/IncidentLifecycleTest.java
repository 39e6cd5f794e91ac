package io.partnersupport.incident;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.partnersupport.incident.Neighbours.Contract;
import io.partnersupport.incident.application.CheckLedger;
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
import java.time.Instant;
import java.util.ArrayList;
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
    CheckLedger checkLedger;

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
                .body("responseTarget.dueAt", equalTo("2026-06-01T16:00:00Z")) // I-10: 4 hours from the opening
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
        clock.set(Instant.parse("2027-12-01T11:59:59Z"));
        read(person, id).body("title", equalTo("Queries hang"));
        clock.set(Instant.parse("2027-12-01T12:00:00Z"));
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

    // ---- lists

    @Test
    @DisplayName(
            "I-13: admins and admin agents see all of the partner's, others their own; outsiders' texts stay theirs")
    void listsByRole() {
        String id = open();
        Person outsider = Person.outsider();
        contract.link(outsider);
        await().untilAsserted(() -> assertThat(
                        outsider.request().get("/v1/support-plans").jsonPath().getList("available.planId"))
                .contains(contract.productSupport().toString()));
        String ofOutsider = outsider.requestWithKey()
                .body(incident().toString())
                .post("/v1/incidents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String ofAdmin = admin.requestWithKey()
                .body(incident().put("kind", "BILLING").toString())
                .post("/v1/incidents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        list(admin, "").body("items.id", containsInAnyOrder(ofAdmin, id));
        list(admin, "?mine=true").body("items.id", contains(ofAdmin));
        list(person, "").body("items.id", contains(id));
        list(outsider, "").body("items.id", contains(ofOutsider));
        ledger().body("items.incident", hasItem(ofOutsider));
        list(Person.of("1", Role.GLOBAL_ADMIN), "").body("items", empty());
        list(operator, "").body("items", empty());
    }

    @Test
    @DisplayName("I-13: filters by status, severity, customer and the beginnings of words of title and number")
    void filters() {
        String id = open();
        String number = read(person, id).extract().path("number");
        clock.advance(Duration.ofSeconds(1)); // the order of one millisecond is chance
        String other = person.requestWithKey()
                .body(incident()
                        .put("title", "Zebra's index is slow")
                        .put("severity", "B")
                        .toString())
                .post("/v1/incidents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        act(person, other, "cancellation", null, 200);
        list(person, "?status=OPEN").body("items.id", contains(id));
        list(person, "?severity=B").body("items.id", contains(other));
        list(person, "?q=zeb%20IND").body("items.id", contains(other));
        list(person, "?q=" + number.substring(0, 11)).body("items.id", hasItem(id));
        list(person, "?q=" + number).body("items.id", contains(id));
        list(person, "?q=%27%7C%21%28nothing").body("items", empty());
        list(person, "?customerId=" + UUID.randomUUID()).body("items", empty());
        for (String wrong : List.of("?status=ODD", "?severity=D", "?q=%20", "?q=%00", "?customerId=x", "?limit=0")) {
            person.request()
                    .urlEncodingEnabled(false)
                    .get("/v1/incidents" + wrong)
                    .then()
                    .statusCode(400);
        }
        String cursor = list(person, "?limit=1")
                .body("items.id", contains(other))
                .extract()
                .path("nextCursor");
        list(person, "?limit=1&cursor=" + cursor).body("items.id", contains(id)).body("nextCursor", nullValue());
        person.request()
                .get("/v1/incidents?status=OPEN&cursor=" + cursor)
                .then()
                .statusCode(400);
    }

    @Test
    @DisplayName("I-13: engineers see severity A first, of these cloud solution providers' first, and page through all")
    void ranksTheWorkOfSupport() {
        String c = open();
        String a = open();
        String cspA = open();
        execute("UPDATE incident SET severity = 'A' WHERE id IN ('%s', '%s')".formatted(a, cspA));
        execute("UPDATE incident SET plan_type = 'CLOUD_SOLUTION_PROVIDER' WHERE id = '%s'".formatted(cspA));
        List<String> queue = new ArrayList<>();
        String cursor = null;
        do {
            var page = list(engineer, "?limit=100" + (cursor == null ? "" : "&cursor=" + cursor))
                    .extract()
                    .jsonPath();
            queue.addAll(page.getList("items.id"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);
        assertThat(queue).doesNotHaveDuplicates().containsSubsequence(cspA, a, c);
        assertThat(queue.indexOf(cspA)).isZero();
        act(person, c, "cancellation", null, 200);
        list(engineer, "?q=" + read(engineer, c).extract().path("number")).body("items", empty());
    }

    @Test
    @DisplayName("I-13: the whole list as CSV, in which no title is a formula")
    void exportsCsv() {
        person.requestWithKey()
                .body(incident().put("title", "=HYPERLINK(1)").toString())
                .post("/v1/incidents")
                .then()
                .statusCode(201);
        String csv = person.request()
                .accept("text/csv")
                .get("/v1/incidents")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .header("Content-Disposition", equalTo("attachment; filename=\"incidents.csv\""))
                .extract()
                .asString();
        assertThat(csv.split("\r\n")).hasSize(2);
        assertThat(csv).startsWith("number,status,").contains(",'=HYPERLINK(1),");
    }

    // ---- ledger

    @Test
    @DisplayName("I-3: an operator adjusts with a reason, once per key, never below zero; nobody else does")
    void adjusts() {
        adjust(operator, 2, 201).body("adjusted", equalTo(2)).body("remaining", equalTo(22));
        ledger().body("items[0].kind", equalTo("ADJUSTED"))
                .body("items[0].note", equalTo("Goodwill"))
                .body("items[0].actor", equalTo(operator.userId()));
        adjust(operator, -22, 201).body("remaining", equalTo(0));
        adjust(operator, -1, 409).body("code", equalTo("balance-too-low")).body("remaining", equalTo(0));
        adjust(operator, 0, 400);
        adjust(person, 1, 403).body("code", equalTo("operator-required"));
        adjust(Person.outsider(), 1, 404);
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            operator.request()
                    .header("Idempotency-Key", key)
                    .contentType("application/json")
                    .body("{\"units\":5,\"reason\":\"Goodwill\"}")
                    .post("/v1/balances/" + contract.productSupport() + "/adjustments")
                    .then()
                    .statusCode(201)
                    .body("remaining", equalTo(5));
        }
    }

    @Test
    @DisplayName("I-3: a newer contract that grants more tops up, one that grants less takes nothing back")
    void topsUp() {
        open();
        contract.granting(25).send();
        await().untilAsserted(() -> balance().body("granted", equalTo(25)).body("remaining", equalTo(24)));
        contract.granting(3).send();
        contract.withoutCloudSupport().send();
        await().untilAsserted(() -> ledger().body("items.reason", hasItem("TOPPED_UP")));
        balance().body("granted", equalTo(25));
    }

    @Test
    @DisplayName("I-3: a line that the contract does not have any more is taken back")
    void takesBackLinesThatAreGone() {
        UUID gone = contract.cloudSupport();
        contract.withoutCloudSupport().send();
        await().untilAsserted(() -> person.request()
                .get("/v1/balances/" + gone + "/ledger")
                .then()
                .body("items[0].reason", equalTo("LINE_REMOVED")));
        person.request()
                .get("/v1/support-plans")
                .then()
                .body("available.planId", contains(contract.productSupport().toString()));
    }

    @Test
    @DisplayName(
            "I-3: a balance that is not its ledger's sum is found, counted, explained, and repaired only on command")
    void findsAndRepairsDifferences() {
        UUID benefit = contract.productSupport();
        open();
        execute("UPDATE balance SET spent = spent + 1, remaining = remaining - 1 WHERE benefit_id = '%s'"
                .formatted(benefit));
        String path = "/v1/operations/incident-service/ledger-differences";
        await().untilAsserted(() -> operator.request()
                .get(path)
                .then()
                .statusCode(200)
                .body("items.benefitId", contains(benefit.toString())));
        operator.request()
                .get(path)
                .then()
                .body("items[0].repairable", equalTo(true))
                .body("items[0].changes.field", contains("spent", "remaining"))
                .body("items[0].changes.balance", contains(2, 18))
                .body("items[0].changes.ledger", contains(1, 19));
        assertThat(checkLedger.differing()).isEqualTo(1);
        person.request().get(path).then().statusCode(403);
        operator.requestWithKey()
                .body("{\"benefitIds\":[\"%s\"]}".formatted(benefit))
                .post(path)
                .then()
                .statusCode(200)
                .body("repaired", contains(benefit.toString()));
        balance().body("spent", equalTo(1)).body("remaining", equalTo(19));
        await().untilAsserted(() -> assertThat(checkLedger.differing()).isEqualTo(0));
    }

    // ---- alerts

    @Test
    @DisplayName("I-15: 80 % used, one left, none left and the end are told, each once")
    void tellsOfBalances() {
        contract.granting(20).send();
        adjust(operator, -15, 201);
        for (int i = 0; i < 5; i++) {
            open();
            int left = 4 - i;
            if (left == 1) {
                awaitAlerts(contract.productSupport(), "BENEFIT_MOSTLY_USED", "BENEFIT_ONE_LEFT");
            }
        }
        awaitAlerts(contract.productSupport(), "BENEFIT_MOSTLY_USED", "BENEFIT_ONE_LEFT", "BENEFIT_EXHAUSTED");
        clock.set(Instant.parse("2027-03-20T00:00:00Z"));
        awaitAlerts(
                contract.productSupport(),
                "BENEFIT_MOSTLY_USED",
                "BENEFIT_ONE_LEFT",
                "BENEFIT_EXHAUSTED",
                "BENEFIT_ENDING");
        awaitAlerts(contract.cloudSupport(), "BENEFIT_ENDING");
    }

    @Test
    @DisplayName("I-10: a first response that is due soon and one that was missed are told, each once, also"
            + " where an hour comes twice; an answer stops it")
    void tellsOfMissingResponses() {
        String id = open();
        String answered = open();
        act(engineer, answered, "communications", "{\"text\":\"Hello\"}", 201);
        Instant due = Instant.parse(read(person, id).extract().path("responseTarget.dueAt"));
        clock.set(due.minus(Duration.ofMinutes(20)));
        awaitAlerts(UUID.fromString(id), "RESPONSE_DUE_SOON");
        clock.set(due.plusSeconds(1));
        awaitAlerts(UUID.fromString(id), "RESPONSE_DUE_SOON", "RESPONSE_MISSED");

        clock.set(due.minus(Duration.ofHours(1))); // the hour comes again
        String later = open();
        clock.set(Instant.parse(read(person, later).extract().<String>path("responseTarget.dueAt"))
                .plusSeconds(1));
        awaitAlerts(UUID.fromString(later), "RESPONSE_MISSED");
        awaitAlerts(UUID.fromString(id), "RESPONSE_DUE_SOON", "RESPONSE_MISSED");
        assertThat(alertsAbout(UUID.fromString(answered))).isEmpty();
    }

    private static void awaitAlerts(UUID subject, String... kinds) {
        await().untilAsserted(() -> assertThat(alertsAbout(subject)).containsExactlyInAnyOrder(kinds));
    }

    private static List<String> alertsAbout(UUID subject) {
        return TestTopics.read("incident.alerts").stream()
                .map(it -> it.value())
                .filter(alert -> alert.contains(subject.toString()))
                .peek(alert -> new EventContract("incident-service", "alert").assertDescribes(alert))
                .map(alert -> Neighbours.json(alert).get("kind").asText())
                .toList();
    }

    // ---- helps

    private ValidatableResponse adjust(Person who, long units, int status) {
        return who.requestWithKey()
                .body("{\"units\":%d,\"reason\":\"Goodwill\"}".formatted(units))
                .post("/v1/balances/" + contract.productSupport() + "/adjustments")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(status);
    }

    private static ValidatableResponse list(Person who, String query) {
        return who.request()
                .urlEncodingEnabled(false)
                .get("/v1/incidents" + query)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(200);
    }

    private void execute(String sql) {
        QuarkusTransaction.requiringNew()
                .run(() -> entityManager.createNativeQuery(sql).executeUpdate());
    }

    private static ObjectNode incident() {
        return (ObjectNode) Neighbours.json("""
                {"kind":"BREAK_FIX","severity":"C","title":"Queries hang","description":"It began\\nsince Monday",
                "contact":{"name":"Ada","email":"ada@contoso.example","phone":"+48 22 000 00","language":"en",
                "country":"PL","timeZone":"Europe/Warsaw","reachableAroundTheClock":false},"channel":"WEB",
                "productId":"sql-server","version":"2025"}""");
    }

    private String open() {
        return person.requestWithKey()
                .body(incident().toString())
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
