package io.partnersupport.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.partnersupport.incident.Neighbours.Contract;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithBacking
class RepublicationTest {
    private static final String PATH = "/v1/operations/incident-service/republications";

    private final Person operator = Person.operator();
    private final Person person = Person.outsider();

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
    }

    @ParameterizedTest
    @ValueSource(strings = {"incident.incidents", "incident.balances"})
    void everyTopicCanBeAnnouncedAgainWithoutChangingAState(String topic) {
        new Contract().send().link(person);
        await().untilAsserted(() ->
                person.requestWithKey().body("""
                        {"kind":"BREAK_FIX","severity":"C","title":"Queries hang","description":"Since Monday",
                        "contact":{"name":"Ada","email":"ada@contoso.example","language":"en","country":"PL",
                        "timeZone":"Europe/Warsaw","reachableAroundTheClock":false},"channel":"WEB",
                        "productId":"sql-server","version":"2025"}""").post("/v1/incidents").then().statusCode(201));
        await().untilAsserted(() -> assertThat(sequences(topic)).isNotEmpty());
        Map<String, String> statesBefore = states(topic);
        Map<String, Long> sequencesBefore = sequences(topic);

        String progress = operator.requestWithKey()
                .body(Map.of("topic", topic))
                .post(PATH)
                .then()
                .statusCode(202)
                .body("topic", equalTo(topic))
                .extract()
                .header("Location");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> operator.request()
                        .get(progress)
                        .then()
                        .statusCode(200)
                        .body("completedAt", containsString("T")));
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            Map<String, Long> sequences = sequences(topic);
            assertThat(sequencesBefore)
                    .allSatisfy((key, sequence) ->
                            assertThat(sequences.getOrDefault(key, 0L)).isGreaterThan(sequence));
        });
        assertThat(states(topic)).containsAllEntriesOf(statesBefore);
        operator.request().get(PATH).then().statusCode(200).body("items.topic", hasItem(topic));
    }

    @Test
    void isForOperatorsAndOwnTopics() {
        operator.requestWithKey()
                .body(Map.of("topic", "activation.contracts"))
                .post(PATH)
                .then()
                .statusCode(422)
                .body("code", equalTo("unknown-topic"))
                .body("detail", containsString("incident.balances, incident.incidents"));
        Person admin = Person.of("4960001", Role.GLOBAL_ADMIN);
        admin.requestWithKey()
                .body(Map.of("topic", "incident.incidents"))
                .post(PATH)
                .then()
                .statusCode(403)
                .body("code", equalTo("operator-required"));
        admin.request().get(PATH).then().statusCode(403);
    }

    private static Map<String, String> states(String topic) {
        Map<String, String> states = new TreeMap<>();
        TestTopics.read(topic).forEach(event -> states.put(event.key(), event.value()));
        return states;
    }

    private static Map<String, Long> sequences(String topic) {
        Map<String, Long> sequences = new TreeMap<>();
        TestTopics.read(topic)
                .forEach(event ->
                        sequences.merge(event.key(), Long.valueOf(TestTopics.header(event, "ce_sequence")), Math::max));
        return sequences;
    }
}
