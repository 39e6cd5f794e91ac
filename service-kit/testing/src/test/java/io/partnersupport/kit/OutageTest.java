package io.partnersupport.kit;

import static io.partnersupport.kit.testing.Patience.await;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.notNullValue;

import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Line;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URL;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a service still does while PostgreSQL or Kafka is away, and that it is itself again afterwards (I9, I12). */
@QuarkusTest
@WithBacking
class OutageTest {
    private static final Duration NOTHING_HANGS_LONGER = Duration.ofSeconds(5);

    private final Person person = Person.of("4960001", Role.GLOBAL_ADMIN);
    private final String id = UUID.randomUUID().toString();
    private final String key = UUID.randomUUID().toString();

    @Inject
    Database database;

    @Inject
    DataSource dataSource;

    @Inject
    ViewFreshness freshness;

    @TestHTTPResource(value = "health/ready", management = true)
    URL readiness;

    @TestHTTPResource(value = "health/live", management = true)
    URL liveness;

    @BeforeEach
    void everythingIsThere() {
        TestTopics.create(KnownThings.TOPIC);
        await().until(() -> get(readiness).statusCode() == 200);
    }

    @AfterEach
    void everythingIsThereAgain() {
        Line.toPostgresql().restore();
        Line.toKafka().restore();
    }

    @Test
    void withoutTheDatabaseRequestsAreAskedToComeAgain() {
        Line.toPostgresql().cut();

        assertUnavailable(post());
        assertThat(get(readiness).statusCode()).isEqualTo(503);
        assertThat(get(liveness).statusCode()).isEqualTo(200);
        TestTopics.send(KnownThings.TOPIC, id, 1, "{\"name\":\"sent meanwhile\"}");
        Line.toPostgresql().restore();

        await().until(() -> get(readiness).statusCode() == 200);
        await().untilAsserted(() -> assertThat(post().statusCode()).isEqualTo(201));
        awaitEverythingArrived();
    }

    @Test
    void aDatabaseThatFellSilentHangsNobodyLong() {
        Line.toPostgresql().silence();

        assertUnavailable(post());
        assertThat(get(readiness).statusCode()).isEqualTo(503);
        TestTopics.send(KnownThings.TOPIC, id, 1, "{\"name\":\"sent meanwhile\"}");
        Line.toPostgresql().restore();

        await().until(() -> get(readiness).statusCode() == 200);
        await().untilAsserted(() -> assertThat(post().statusCode()).isEqualTo(201));
        awaitEverythingArrived();
    }

    @Test
    @DisplayName("I12: a service whose connections are all at work has not lost its database")
    void aBusyDatabaseIsNotALostOne() throws SQLException {
        List<Connection> busy = new ArrayList<>();
        try {
            assertThatThrownBy(() -> {
                        while (true) {
                            busy.add(dataSource.getConnection());
                        }
                    })
                    .isInstanceOf(SQLException.class);
            assertThat(get(readiness).statusCode()).isEqualTo(200);
        } finally {
            for (Connection connection : busy) {
                connection.close();
            }
        }
    }

    @Test
    void withoutKafkaWritesGoOnAndAreSentLater() {
        Line.toKafka().cut();

        assertThat(post().statusCode()).isEqualTo(201);
        assertThat(get(readiness).statusCode()).isEqualTo(200);
        await().until(freshness::isBehind);
        assertThat(database.count("outbox WHERE aggregateid = '" + id + "'")).isEqualTo(1);
        Line.toKafka().restore();

        TestTopics.send(KnownThings.TOPIC, id, 1, "{\"name\":\"sent later\"}");
        awaitEverythingArrived();
        TestTopics.heartbeat(Instant.now(), KnownThings.TOPIC);
        await().until(() -> !freshness.isBehind());
    }

    private void awaitEverythingArrived() {
        await().untilAsserted(() -> {
            assertThat(TestTopics.read(Things.TOPIC))
                    .anyMatch(event -> event.key().equals(id));
            assertThat(database.count("known_thing WHERE id = '" + id + "'")).isEqualTo(1);
        });
        assertThat(TestTopics.read(KnownThings.TOPIC + ".dead.kittest")).noneMatch(letter -> id.equals(letter.key()));
    }

    private static void assertUnavailable(Response answer) {
        answer.then().statusCode(503).contentType("application/problem+json").header("Retry-After", notNullValue());
        assertThat(answer.time()).isLessThan(NOTHING_HANGS_LONGER.toMillis());
    }

    private Response post() {
        return person.request()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body("{\"name\":\"a\",\"size\":1}")
                .post("/v1/things/" + id);
    }
}
