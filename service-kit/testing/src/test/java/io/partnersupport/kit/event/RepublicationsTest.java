package io.partnersupport.kit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.partnersupport.kit.Database;
import io.partnersupport.kit.RepublishedThings;
import io.partnersupport.kit.Things;
import io.partnersupport.kit.event.Republications.Republication;
import io.partnersupport.kit.testing.TestTopics;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class RepublicationsTest {
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
    void onlyOwnTopicsCanBeRepublished() {
        assertThat(republications.begin("other.things", "operator")).isEmpty();
        assertThat(republications.topics()).containsExactly(Things.TOPIC);
    }

    private Republication completed(UUID republication) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> republications.find(republication).orElseThrow(),
                        state -> state.completedAt().isPresent());
    }
}
