package io.partnersupport.kit.testing;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Has a service's operators announce the states of all its topics again, and compares what the topics say. */
public final class RepublishedTopics {

    private record Announced(long sequence, String state) {}

    private RepublishedTopics() {}

    /** Every state comes once more, the same, under a higher sequence; each of the service's topics can be asked for. */
    public static void assertAnnouncedAgain() {
        Config config = ConfigProvider.getConfig();
        String path = "/v1/operations/" + config.getValue("quarkus.application.name", String.class) + "/republications";
        Person operator = Person.operator();
        List<String> topics = config.getValues("partnersupport.messaging.state-topics", String.class);
        topics.forEach(topic -> {
            Map<String, Announced> known = await().alias(topic).until(() -> newest(topic), states -> !states.isEmpty());
            // what other tests changed behind the service's back is told by the first one
            Map<String, Announced> first = announceAgain(operator, path, topic, known);
            Map<String, Announced> second = announceAgain(operator, path, topic, first);
            assertThat(first)
                    .allSatisfy(
                            (key, state) -> assertThat(second.get(key).state()).isEqualTo(state.state()));
        });
        assertThat(operator.request().get(path).then().statusCode(200).extract().<List<String>>path("items.topic"))
                .containsAll(topics);
    }

    private static Map<String, Announced> announceAgain(
            Person operator, String path, String topic, Map<String, Announced> before) {
        String location = operator.requestWithKey()
                .body(Map.of("topic", topic))
                .post(path)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        JsonPath done = await().alias(topic)
                .until(
                        () -> operator.request()
                                .get(location)
                                .then()
                                .statusCode(200)
                                .extract()
                                .jsonPath(),
                        progress -> progress.getString("completedAt") != null);
        assertThat(done.getString("topic")).isEqualTo(topic);
        assertThat(done.getLong("republished")).isGreaterThanOrEqualTo(done.getLong("total"));
        return await().alias(topic)
                .until(
                        () -> newest(topic),
                        after -> before.entrySet().stream()
                                .allMatch(state -> after.get(state.getKey()).sequence()
                                        > state.getValue().sequence()));
    }

    private static Map<String, Announced> newest(String topic) {
        Map<String, Announced> newest = new TreeMap<>();
        for (ConsumerRecord<String, String> event : TestTopics.read(topic)) {
            long sequence = Long.parseLong(TestTopics.header(event, "ce_sequence"));
            newest.merge(
                    event.key(), new Announced(sequence, event.value()), (a, b) -> a.sequence() > b.sequence() ? a : b);
        }
        return newest;
    }
}
