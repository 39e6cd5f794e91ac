package io.partnersupport.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class KitTest {
    private final Person person = Person.of("4960001", Role.GLOBAL_ADMIN);

    @Inject
    EntityManager entityManager;

    @Inject
    ViewFreshness freshness;

    @Test
    void committedStatesReachTheTopicInTheOrderOfTheirSequence() {
        String id = UUID.randomUUID().toString();
        for (String name : List.of("a", "b", "c")) {
            person.requestWithKey()
                    .body("{\"name\":\"" + name + "\",\"size\":1}")
                    .post("/v1/things/" + id)
                    .then()
                    .statusCode(201);
        }
        await().untilAsserted(() -> assertThat(TestTopics.read("kittest.things"))
                .filteredOn(event -> event.key().equals(id))
                .extracting(event -> event.value())
                .containsExactly("{\"name\":\"a\"}", "{\"name\":\"b\"}", "{\"name\":\"c\"}"));
        await().untilAsserted(() -> assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> entityManager
                                .createNativeQuery("SELECT count(*) FROM outbox")
                                .getSingleResult()))
                .isEqualTo(0L));
    }

    @Test
    void theNewestStateWinsWhateverTheOrder() {
        TestTopics.create("other.things");
        String id = UUID.randomUUID().toString();
        TestTopics.send("other.things", id, 2, "{\"name\":\"newer\",\"unknown\":1}");
        await().untilAsserted(() -> assertThat(nameOf(id)).isEqualTo("newer"));
        TestTopics.send("other.things", id, 1, "{\"name\":\"older\"}");
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        TestTopics.heartbeat(now, "other.things");
        await().untilAsserted(() -> assertThat(freshness.asOf()).contains(now));
        assertThat(nameOf(id)).isEqualTo("newer");
        assertThat(freshness.isBehind()).isFalse();
    }

    @Test
    void aRecordThatCannotBeTakenBecomesADeadLetterAndStopsNothing() {
        TestTopics.create("other.things");
        String bad = UUID.randomUUID().toString();
        String good = UUID.randomUUID().toString();
        TestTopics.send("other.things", bad, 1, "{\"name\":\"poison\"}");
        TestTopics.send("other.things", bad + "2", 1, "not json");
        TestTopics.send("other.things", good, 1, "{\"name\":\"good\"}");
        await().untilAsserted(() -> assertThat(nameOf(good)).isEqualTo("good"));
        await().untilAsserted(() -> assertThat(TestTopics.read("other.things.dead.kittest"))
                .extracting(event -> event.key())
                .contains(bad, bad + "2"));
    }

    @Test
    void theSameKeyGetsTheFirstAnswerAgain() {
        String id = UUID.randomUUID().toString();
        String key = UUID.randomUUID().toString();
        String first = rename(id, key, "{\"name\":\"a\",\"size\":1}", 201);
        String second = rename(id, key, "{\"name\":\"a\",\"size\":1}", 201);
        assertThat(second).isEqualTo(first).contains("\"sequence\":1");
        assertThat(rename(id, key, "{\"name\":\"b\",\"size\":1}", 422)).contains("idempotency-key-reused");
    }

    private String rename(String id, String key, String body, int status) {
        return person.request()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/v1/things/" + id)
                .then()
                .statusCode(status)
                .extract()
                .asString();
    }

    @Test
    void everyRefusalIsAProblemDocument() {
        for (String body : List.of(
                "",
                "null",
                "[]",
                "1",
                "{",
                "{\"name\":\"a\",\"size\":1.9}",
                "{\"name\":\"a\",\"size\":\"7\"}",
                "{\"name\":7,\"size\":1}",
                "{\"name\":\"a\",\"size\":1,\"name\":\"b\"}",
                "{\"name\":\"a\",\"size\":1}x",
                "{\"name\":\"\",\"size\":1}",
                "{\"name\":\"a\"}",
                "{\"name\":\"a\",\"size\":1,\"more\":1}",
                "{\"name\":\"a\",\"size\":1,\"madeAt\":\"2026-01-01T00:00:00\"}")) {
            person.requestWithKey()
                    .body(body)
                    .post("/v1/things/x")
                    .then()
                    .log()
                    .ifValidationFails()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("status", equalTo(400));
        }
        person.request()
                .get("/v1/things/caller?limit=abc")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("limit"));
        person.request()
                .get("/v1/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not-found"));
        person.request().delete("/v1/things/caller").then().statusCode(405).contentType("application/problem+json");
        person.withAudience("other")
                .request()
                .get("/v1/things/caller")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        io.restassured.RestAssured.get("/v1/things/caller")
                .then()
                .statusCode(401)
                .body("code", equalTo("unauthenticated"));
        person.request().get("/v1/things/caller").then().statusCode(200).body("subject", equalTo(person.userId()));
    }

    private String nameOf(String id) {
        List<?> names = QuarkusTransaction.requiringNew()
                .call(() -> entityManager
                        .createNativeQuery("SELECT name FROM known_thing WHERE id = :id")
                        .setParameter("id", id)
                        .getResultList());
        return names.isEmpty() ? null : (String) names.get(0);
    }
}
