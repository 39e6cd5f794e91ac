package io.partnersupport.linking;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Concurrently;
import io.partnersupport.kit.testing.EventContract;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class AttemptsTest extends ServiceTest {
    private final Person person = Person.outsider();
    private final Person operator = Person.operator();

    @Test
    @DisplayName("L-3: after 5 wrong pairs in 15 minutes an account has to wait, also with a right pair")
    void anAccountThatFailedTooOftenHasToWait() {
        IssuedContract contract = known(new IssuedContract());
        for (int i = 0; i < 5; i++) {
            upToDateAt(NOW.plusSeconds(60L * i));
            wrong(contract).statusCode(422);
        }
        clock.set(NOW.plusSeconds(299));
        link(person, contract)
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("601"))
                .body("code", equalTo("too-many-attempts"))
                .body("nextStep", containsString("11 min"))
                .body("reasons", nullValue());

        clock.set(NOW.plus(Duration.ofMinutes(15)).minusMillis(1));
        link(person, contract).statusCode(429).header("Retry-After", equalTo("1"));
        upToDateAt(NOW.plus(Duration.ofMinutes(15)));
        link(person, contract).statusCode(201);
        wrong(contract).statusCode(422);
        wrong(contract).statusCode(429); // the window slides: four of the first five still count
    }

    @Test
    @DisplayName("L-3: of 32 wrong pairs at once exactly 5 are compared")
    void attemptsAtOnceDoNotExceedTheLimit() {
        IssuedContract contract = known(new IssuedContract());
        List<Integer> statuses = Concurrently.run(
                Collections.nCopies(32, () -> wrong(contract).extract().statusCode()));
        assertThat(Collections.frequency(statuses, 422)).isEqualTo(5);
        assertThat(Collections.frequency(statuses, 429)).isEqualTo(27);
    }

    @Test
    @DisplayName("L-3: right pairs do not count, nor give failed ones back")
    void rightPairsDoNotCount() {
        IssuedContract contract = known(new IssuedContract());
        for (int i = 0; i < 4; i++) {
            wrong(contract).statusCode(422);
            link(person, contract);
            link(person, contract).statusCode(200);
        }
        wrong(contract).statusCode(422);
        link(person, contract).statusCode(429);
    }

    @Test
    @DisplayName("L-3: refusals of a right pair do not count")
    void refusalsDoNotCount() {
        IssuedContract expired = known(new IssuedContract().ending(NOW));
        for (int i = 0; i < 6; i++) {
            link(person, expired).statusCode(409);
        }
    }

    @Test
    @DisplayName("L-2, L-3: malformed requests do not count")
    void malformedRequestsDoNotCount() {
        IssuedContract contract = known(new IssuedContract());
        for (int i = 0; i < 6; i++) {
            link(person, "1234567890", contract.contractId, "CLOUD").statusCode(400);
            link(person, contract.accessId, "?", "CLOUD").statusCode(400);
            link(person, contract.accessId, IssuedContract.contractId(), "MOON").statusCode(400);
            person.request()
                    .contentType("application/json")
                    .body(body(contract.accessId, IssuedContract.contractId(), "CLOUD"))
                    .post("/v1/contract-links")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("idempotency-key-missing"));
        }
        assertThat(attemptsOf(person)).isEmpty();
        link(person, contract).statusCode(201);
    }

    @Test
    @DisplayName("L-3: nobody locks out somebody else, by Access ID or by address")
    void nobodyLocksOutSomebodyElse() {
        IssuedContract contract = known(new IssuedContract());
        for (int i = 0; i < 6; i++) {
            wrong(contract);
        }
        link(person, contract).statusCode(429);
        link(Person.outsider(), contract).statusCode(201);
    }

    @Test
    @DisplayName("L-3: what an account has linked is not touched by its failures, and repeats its answer")
    void aRepeatedRequestGetsItsFirstAnswerAlsoWhileBlocked() {
        IssuedContract contract = known(new IssuedContract());
        String key = UUID.randomUUID().toString();
        String first = withKey(key, contract).statusCode(201).extract().asString();
        for (int i = 0; i < 5; i++) {
            wrong(contract).statusCode(422);
        }
        assertThat(withKey(key, contract).statusCode(201).extract().asString()).isEqualTo(first);
        link(person, contract).statusCode(429);
        person.request().get("/v1/contract-links").then().body("items.state", contains("USABLE"));
    }

    @Test
    @DisplayName("L-3: operators see who has to wait, and let an account try again; that is audited")
    void operatorsSeeAndClearAttempts() {
        IssuedContract contract = known(new IssuedContract());
        for (int i = 0; i < 5; i++) {
            upToDateAt(NOW.plusSeconds(i));
            wrong(contract).statusCode(422);
        }
        operator.request()
                .get("/v1/linking-attempts?account=" + person.userId())
                .then()
                .statusCode(200)
                .body("items.account", contains(person.userId()))
                .body("items.failed", contains(5))
                .body("items.allowed", contains(5))
                .body("items.lastFailedAt", contains("2026-06-01T00:00:04Z"))
                .body("items.blockedUntil", contains("2026-06-01T00:15:00Z"))
                .body("nextCursor", nullValue());
        operator.request()
                .delete("/v1/linking-attempts/" + person.userId())
                .then()
                .statusCode(204);
        operator.request()
                .delete("/v1/linking-attempts/" + person.userId())
                .then()
                .statusCode(404);
        operator.request()
                .get("/v1/linking-attempts?account=" + person.userId())
                .then()
                .body("items", empty());
        link(person, contract).statusCode(201);
        assertThat(sql("SELECT actor || ' ' || role || ' ' || action FROM link_audit_entry WHERE account_id = '"
                        + person.userId() + "' AND action = 'ATTEMPTS_CLEARED'"))
                .singleElement()
                .isEqualTo(operator.userId() + " program-operator ATTEMPTS_CLEARED");
    }

    @Test
    @DisplayName("L-3: nobody but operators sees or clears attempts, also not their own")
    void onlyOperatorsWatchAttempts() {
        wrong(known(new IssuedContract())).statusCode(422);
        for (Person anyone : List.of(person, Person.of("4960001", Role.GLOBAL_ADMIN))) {
            anyone.request()
                    .get("/v1/linking-attempts")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("operator-required"));
            anyone.request()
                    .delete("/v1/linking-attempts/" + person.userId())
                    .then()
                    .statusCode(403);
        }
        assertThat(attemptsOf(person)).hasSize(1);
    }

    @Test
    void pagesThroughAttempts() {
        clock.set(NOW.plus(Duration.ofDays(1)));
        known(new IssuedContract());
        List<Person> people = List.of(Person.outsider(), Person.outsider(), Person.outsider());
        people.forEach(each -> sql("INSERT INTO link_attempts VALUES ('" + each.userId() + "', ARRAY[timestamptz '"
                + clock.instant() + "'], '" + clock.instant() + "') RETURNING 1"));
        List<String> sorted = people.stream().map(Person::userId).sorted().toList();
        String cursor = operator.request()
                .get("/v1/linking-attempts?limit=2")
                .then()
                .body("items.account", equalTo(sorted.subList(0, 2)))
                .extract()
                .path("nextCursor");
        operator.request()
                .get("/v1/linking-attempts?limit=2&cursor=" + cursor)
                .then()
                .body("items.account", equalTo(sorted.subList(2, 3)))
                .body("nextCursor", nullValue());
    }

    @Test
    @DisplayName("L-3: attempts that count no more are removed")
    void attemptsAreForgotten() {
        wrong(known(new IssuedContract())).statusCode(422);
        clock.set(NOW.plus(Duration.ofMinutes(16)));
        await().untilAsserted(() -> {
            assertThat(attemptsOf(person)).isEmpty();
            assertThat(sql("SELECT 1 FROM failed_access_id WHERE account_id = '" + person.userId() + "'"))
                    .isEmpty();
        });
    }

    @Test
    @DisplayName("L-3: operators are told once of an Access ID that many accounts fail on, and it is not blocked")
    void tellsOperatorsOfAnAccessIdUnderAttack() {
        IssuedContract contract = known(new IssuedContract());
        String digest = contract.state.get("accessIdDigest").textValue();
        failOn(contract, 9);
        wrong(contract).statusCode(422);
        wrong(contract).statusCode(422);
        List<ConsumerRecord<String, String>> alerts = await().until(() -> alertsOn(digest), hasSize(1));
        failOn(contract, 2);
        IssuedContract marker = known(new IssuedContract());
        failOn(marker, 10);
        await().until(() -> alertsOn(marker.state.get("accessIdDigest").textValue()), hasSize(1));

        assertThat(alertsOn(digest)).hasSize(1);
        String alert = alerts.get(0).value();
        new EventContract("contract-linking-service", "linking-alert").assertDescribes(alert);
        assertThat(alert).contains(contract.id.toString(), "\"accounts\":10").doesNotContain(contract.accessId);
        link(Person.outsider(), contract).statusCode(201);
    }

    private static void failOn(IssuedContract contract, int people) {
        Concurrently.run(Collections.nCopies(
                people,
                () -> link(Person.outsider(), contract.accessId, IssuedContract.contractId(), "CLOUD")
                        .statusCode(422)));
    }

    private static List<ConsumerRecord<String, String>> alertsOn(String digest) {
        return TestTopics.read("linking.alerts").stream()
                .filter(event -> event.value().contains(digest))
                .toList();
    }

    private ValidatableResponse wrong(IssuedContract contract) {
        return link(person, contract.accessId, IssuedContract.contractId(), "ON_PREMISES");
    }

    private ValidatableResponse withKey(String key, IssuedContract contract) {
        return person.request()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body(contract.accessId, contract.contractId, "CLOUD"))
                .post("/v1/contract-links")
                .then();
    }

    private List<?> attemptsOf(Person who) {
        return sql(
                "SELECT 1 FROM link_attempts WHERE cardinality(tried_at) > 0 AND account_id = '" + who.userId() + "'");
    }
}
