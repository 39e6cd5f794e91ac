package io.partnersupport.activation;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.TestTopics;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What people ask the service for, and what it announces. */
final class Requests {
    static final String BENEFITS = "/v1/technical-benefits";

    private static final Person OPERATOR = Person.operator();

    private Requests() {}

    static Response activate(Person person, UUID benefit) {
        return person.requestWithKey().post(BENEFITS + "/" + benefit + "/activation");
    }

    /** Requests an automatic activation and waits until it is completed. */
    static String activated(Person admin, UUID benefit) {
        String id = activate(admin, benefit).path("id");
        awaitStatus(id, "ACTIVE");
        return id;
    }

    static Response approve(String activation) {
        return OPERATOR.requestWithKey().post("/v1/activations/" + activation + "/approval");
    }

    static Response reject(Person person, String activation, String reason) {
        return person.requestWithKey()
                .body(Map.of("reason", reason))
                .post("/v1/activations/" + activation + "/rejection");
    }

    static Response rotate(Person person, String contract) {
        return person.requestWithKey().post("/v1/contracts/" + contract + "/rotation");
    }

    static Response withdraw(Person person, String contract, String reason) {
        return person.requestWithKey().body(Map.of("reason", reason)).post("/v1/contracts/" + contract + "/withdrawal");
    }

    static void awaitStatus(String activation, String status) {
        await().pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(OPERATOR.request()
                                .get("/v1/activations/" + activation)
                                .<String>path("status"))
                        .isEqualTo(status));
    }

    static List<ConsumerRecord<String, String>> contractEvents(String partner) {
        return TestTopics.read("activation.contracts").stream()
                .filter(event -> event.value().contains("\"" + partner + "\""))
                .toList();
    }

    static String header(ConsumerRecord<String, String> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
