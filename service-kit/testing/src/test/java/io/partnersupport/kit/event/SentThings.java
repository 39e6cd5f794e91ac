package io.partnersupport.kit.event;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.Database;
import io.partnersupport.kit.Things;
import io.partnersupport.kit.testing.TestTopics;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What arrived at the topic of the tested service. */
record SentThings(List<ConsumerRecord<String, String>> events) {
    static SentThings now() {
        return new SentThings(TestTopics.read(Things.TOPIC));
    }

    /** What is there when the outbox is empty. */
    static SentThings all(Database database) {
        await().until(() -> database.count("outbox") == 0);
        return now();
    }

    List<ConsumerRecord<String, String>> of(String id) {
        return events.stream().filter(event -> event.key().equals(id)).toList();
    }

    List<Long> sequencesOf(String id) {
        return of(id).stream()
                .map(event -> Long.valueOf(TestTopics.header(event, EventHeaders.SEQUENCE)))
                .toList();
    }

    /** Nothing is missing, and what is not a repetition comes in the order of its sequence (I4, I5). */
    void assertCompleteAndOrdered(String id, long lastSequence) {
        long[] newest = {0};
        List<Long> firstTimes = sequencesOf(id).stream()
                .filter(sequence -> sequence > newest[0] && (newest[0] = sequence) > 0)
                .toList();
        assertThat(firstTimes)
                .as("sequences of %s", id)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, lastSequence).boxed().toList());
    }
}
