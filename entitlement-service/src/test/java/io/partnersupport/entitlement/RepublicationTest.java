package io.partnersupport.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithBacking
class RepublicationTest {
    private static final String PATH = "/v1/operations/entitlement-service/republications";
    private final Person operator = Person.operator();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entitlement.editions",
                "entitlement.products",
                "entitlement.partners",
                "entitlement.users",
                "entitlement.memberships",
                "entitlement.plans",
                "entitlement.customers",
                "entitlement.benefits"
            })
    void everyTopicCanBeAnnouncedAgainWithoutChangingAState(String topic) {
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
                .body("detail", containsString("entitlement.benefits"));
        Person admin = Person.of("4960001", Role.GLOBAL_ADMIN);
        admin.requestWithKey()
                .body(Map.of("topic", "entitlement.benefits"))
                .post(PATH)
                .then()
                .statusCode(403)
                .body("code", equalTo("operator-required"));
        admin.request().get(PATH).then().statusCode(403);
    }

    private static Map<String, String> states(String topic) {
        Map<String, String> states = new TreeMap<>();
        events(topic).forEach(event -> states.put(event.key(), event.value()));
        return states;
    }

    private static Map<String, Long> sequences(String topic) {
        Map<String, Long> sequences = new TreeMap<>();
        events(topic)
                .forEach(event ->
                        sequences.merge(event.key(), Long.valueOf(TestTopics.header(event, "ce_sequence")), Math::max));
        return sequences;
    }

    private static List<ConsumerRecord<String, String>> events(String topic) {
        return TestTopics.read(topic);
    }
}
