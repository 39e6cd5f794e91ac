package io.partnersupport.kit.event;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.partnersupport.kit.Database;
import io.partnersupport.kit.RepublishedThings;
import io.partnersupport.kit.Things;
import io.partnersupport.kit.event.Republications.Republication;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.RepublishedTopics;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class RepublicationsTest {
    private static final String PATH = "/v1/operations/kit-test-service/republications";

    private final String id = UUID.randomUUID().toString();

    @Inject
    Things things;

    @Inject
    Republications republications;

    @Inject
    Database database;

    @Test
    void everyStateIsAnnouncedOnceMoreUnderAHigherSequenceEvenWhenABatchFails() {
        List<String> ids = IntStream.range(0, 250).mapToObj(i -> id + "-" + i).toList();
        ids.forEach(thing -> things.rename(thing, "kept"));
        SentThings.all(database);

        RepublishedThings.failOnce();
        Republication begun = republications.begin(Things.TOPIC, "operator").orElseThrow();
        Republication again = republications.begin(Things.TOPIC, "operator").orElseThrow();
        assertThat(again.id()).as("one that is running is not begun twice").isEqualTo(begun.id());
        things.rename(ids.get(200), "renamed meanwhile");

        Republication done = completed(begun.id());
        assertThat(done.total()).isGreaterThanOrEqualTo(250);
        assertThat(done.republished()).isGreaterThanOrEqualTo(done.total());
        SentThings sent = SentThings.all(database);
        for (String thing : ids) {
            List<ConsumerRecord<String, String>> events = sent.of(thing);
            assertThat(sent.sequencesOf(thing))
                    .as("sequences of %s", thing)
                    .isSorted()
                    .startsWith(1L, 2L);
            assertThat(events.get(events.size() - 1).value())
                    .isEqualTo(thing.equals(ids.get(200)) ? "{\"name\":\"renamed meanwhile\"}" : "{\"name\":\"kept\"}");
        }
        assertThat(TestTopics.header(sent.of(ids.get(0)).get(1), "ce_type")).isEqualTo("partnersupport.thing.renamed");
    }

    @Test
    void operatorsFollowARepublication() {
        things.rename(id, "kept");
        RepublishedTopics.assertAnnouncedAgain();
    }

    @Test
    void onlyOperatorsOfTheOwnerMay() {
        Map<String, String> things = Map.of("topic", Things.TOPIC);
        Person admin = Person.of("4960001", Role.GLOBAL_ADMIN);
        admin.requestWithKey()
                .body(things)
                .post(PATH)
                .then()
                .statusCode(403)
                .body("code", equalTo("operator-required"));
        admin.request().get(PATH).then().statusCode(403);
        Person operator = Person.operator();
        operator.requestWithKey()
                .body(Map.of("topic", "other.things"))
                .post(PATH)
                .then()
                .statusCode(422)
                .body("code", equalTo("unknown-topic"))
                .body("detail", containsString(Things.TOPIC));
        operator.requestWithKey()
                .body(things)
                .post("/v1/operations/other-service/republications")
                .then()
                .statusCode(404);
        operator.request().get(PATH + "/" + UUID.randomUUID()).then().statusCode(404);
    }

    private Republication completed(UUID republication) {
        return await().until(
                        () -> republications.find(republication).orElseThrow(),
                        state -> state.completedAt().isPresent());
    }
}
