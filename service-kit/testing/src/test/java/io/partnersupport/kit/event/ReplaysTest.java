package io.partnersupport.kit.event;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.partnersupport.kit.Database;
import io.partnersupport.kit.KnownThings;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Line;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A view can be made again from its topic, and a dead letter be taken later (I6, I10). */
@QuarkusTest
@WithBacking
class ReplaysTest {
    private static final String TOPIC = KnownThings.TOPIC;
    private static final String OPERATIONS = "/v1/operations/kit-test-service";
    private static final Person OPERATOR = Person.operator();

    private final String id = UUID.randomUUID().toString();

    @Inject
    Database database;

    @BeforeEach
    void theTopicOfTheOthersIsRead() {
        TestTopics.create(TOPIC);
        await().until(() -> database.count("projection_progress WHERE topic = '" + TOPIC + "'") == 2);
    }

    @Test
    void aRebuiltViewIsWhatTheTopicSaysAlsoUnderTraffic() {
        List<String> keys =
                IntStream.range(0, 40).mapToObj(key -> id + "-" + key).toList();
        keys.forEach(key -> TestTopics.send(TOPIC, key, 1, "{\"name\":\"first\"}"));
        keys.forEach(key -> TestTopics.send(TOPIC, key, 2, "{\"name\":\"second\"}"));
        awaitNames(keys, "second");
        database.execute("UPDATE known_thing SET name = 'wrong' WHERE id LIKE '" + id + "%'");
        database.execute("INSERT INTO known_thing VALUES ('" + id + "-ghost', 'never sent', 1)");
        database.execute("DELETE FROM known_thing WHERE id = '" + keys.get(7) + "'");

        String replay = begin("TOPIC");
        String late = id + "-late";
        TestTopics.send(TOPIC, keys.get(0), 3, "{\"name\":\"second\"}");
        TestTopics.send(TOPIC, late, 1, "{\"name\":\"second\"}");

        JsonPath done = completed(replay);
        awaitNames(keys, "second");
        await().untilAsserted(() -> assertThat(nameOf(late)).isEqualTo("second"));
        assertThat(nameOf(id + "-ghost")).isNull();
        assertThat(done.getLong("taken")).isGreaterThanOrEqualTo(80);
        assertThat(done.getLong("removed")).isPositive();
        assertThat(done.getLong("offsetsDone")).isEqualTo(done.getLong("offsets"));
        assertThat(database.query("SELECT sequence FROM known_thing WHERE id = '" + keys.get(0) + "'"))
                .hasToString("[3]");
        assertThat(database.count("replay_unseen")).isZero();
    }

    @Test
    void aDeadLetterIsExplainedAndTakenOnceItsCauseIsGone() {
        TestTopics.send(TOPIC, id, 1, "{\"name\":\"before\"}");
        TestTopics.send(TOPIC, id, 2, "{\"name\":\"poison\"}");
        await().untilAsserted(() -> assertThat(letters()).hasSize(1));
        Map<String, String> letter = letters().get(0);
        assertThat(letter.get("reason")).contains("23514");
        assertThat(letter.get("origin")).startsWith(TOPIC);
        assertThat(letter).doesNotContainKey("takenAt");
        assertThat(letter.toString()).doesNotContain("poison");

        assertThat(completed(begin("DEAD_LETTERS")).getLong("refused")).isPositive();
        assertThat(letters().get(0)).doesNotContainKey("takenAt");
        assertThat(completed(begin("TOPIC")).getLong("refused")).isPositive();
        assertThat(nameOf(id))
                .as("what cannot be taken costs nobody its last state")
                .isEqualTo("before");

        database.execute("ALTER TABLE known_thing DROP CONSTRAINT known_thing_name_check");
        try {
            completed(begin("DEAD_LETTERS"));
            assertThat(nameOf(id)).isEqualTo("poison");
            String takenAt = letters().get(0).get("takenAt");
            assertThat(takenAt).isNotBlank();
            completed(begin("DEAD_LETTERS"));
            assertThat(letters().get(0)).containsEntry("takenAt", takenAt);
        } finally {
            database.execute("DELETE FROM known_thing WHERE name = 'poison'");
            database.execute("ALTER TABLE known_thing ADD CHECK (name <> 'poison')");
        }
    }

    @Test
    void aPageOfDeadLettersIsFollowedByTheNext() {
        List<String> keys =
                IntStream.range(0, 5).mapToObj(key -> id + "-" + key).toList();
        keys.forEach(key -> TestTopics.send(TOPIC, key, 1, "{\"name\":\"poison\"}"));
        await().untilAsserted(() -> assertThat(letters()).hasSize(5));

        String cursor = null;
        List<String> seen = new java.util.ArrayList<>();
        do {
            var request = OPERATOR.request().queryParam("topic", TOPIC).queryParam("limit", 2);
            JsonPath page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get(OPERATIONS + "/dead-letters")
                    .jsonPath();
            seen.addAll(page.getList("items.key"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);

        assertThat(seen).containsAll(keys).filteredOn(keys::contains).hasSize(5);
    }

    @Test
    void aReplayWaitsForKafkaAndGoesOn() {
        TestTopics.send(TOPIC, id, 1, "{\"name\":\"right\"}");
        await().untilAsserted(() -> assertThat(nameOf(id)).isEqualTo("right"));
        database.execute("UPDATE known_thing SET name = 'wrong' WHERE id = '" + id + "'");
        String replay;
        Line.toKafka().cut();
        try {
            replay = begin("TOPIC");
            assertThat(begin("TOPIC"))
                    .as("one that is running is not begun twice")
                    .isEqualTo(replay);
            list(OPERATOR).statusCode(503).body("code", equalTo("service-unavailable"));
        } finally {
            Line.toKafka().restore();
        }

        completed(replay);
        assertThat(nameOf(id)).isEqualTo("right");
    }

    @Test
    void onlyOperatorsOfThisServiceMay() {
        list(Person.of("4960001", Role.GLOBAL_ADMIN)).statusCode(403).body("code", equalTo("operator-required"));
        OPERATOR.request()
                .queryParam("topic", TOPIC)
                .get("/v1/operations/other-service/dead-letters")
                .then()
                .statusCode(404);
        OPERATOR.requestWithKey()
                .body(Map.of("topic", "kittest.things", "source", "TOPIC"))
                .post(OPERATIONS + "/replays")
                .then()
                .statusCode(422)
                .body("code", equalTo("topic-not-read"));
    }

    private static String begin(String source) {
        return OPERATOR.requestWithKey()
                .body(Map.of("topic", TOPIC, "source", source))
                .post(OPERATIONS + "/replays")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static JsonPath completed(String replay) {
        await().until(() -> get(replay).getString("completedAt") != null);
        return get(replay);
    }

    private static JsonPath get(String replay) {
        return OPERATOR.request()
                .get(OPERATIONS + "/replays/" + replay)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static ValidatableResponse list(Person person) {
        return person.request()
                .queryParam("topic", TOPIC)
                .queryParam("limit", 200)
                .get(OPERATIONS + "/dead-letters")
                .then();
    }

    /** The dead letters of this test. */
    private List<Map<String, String>> letters() {
        List<Map<String, String>> items =
                list(OPERATOR).statusCode(200).extract().path("items");
        return items.stream()
                .filter(item -> String.valueOf(item.get("key")).startsWith(id))
                .toList();
    }

    private void awaitNames(List<String> keys, String name) {
        await().untilAsserted(() ->
                assertThat(keys).allSatisfy(key -> assertThat(nameOf(key)).isEqualTo(name)));
    }

    private String nameOf(String key) {
        List<?> names = database.query("SELECT name FROM known_thing WHERE id = '" + key + "'");
        return names.isEmpty() ? null : (String) names.get(0);
    }
}
