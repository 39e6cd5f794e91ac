package io.partnersupport.kit.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads what lies in a topic, in no consumer group, so that nobody's offsets move. */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    /** From where and to where a partition holds records; the end is the offset of the next one. */
    record Range(long begin, long end) {}

    /**
     * Records of one partition.
     *
     * @param next the offset at which to go on
     */
    record Part(List<ConsumerRecord<String, byte[]>> records, long next) {}

    private final KafkaConsumer<String, byte[]> consumer;
    private final Duration patience;

    /**
     * @param patience how long a read may find nothing where there should be something; then it fails with Kafka's
     *     {@link TimeoutException}
     */
    TopicReader(KafkaConnection kafka, Duration patience) {
        this.consumer = kafka.reader(patience);
        this.patience = patience;
    }

    Map<Integer, Range> ranges(String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<Integer, Range> ranges = new HashMap<>();
        consumer.endOffsets(partitions)
                .forEach((partition, end) -> ranges.put(partition.partition(), new Range(begins.get(partition), end)));
        return ranges;
    }

    /** Reads the wanted ones of the records from one offset up to another, at most so many. */
    Part read(TopicPartition partition, Range range, int atMost, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        consumer.assign(List.of(partition));
        consumer.seek(partition, range.begin());
        long deadline = System.nanoTime() + patience.toNanos();
        long next = range.begin();
        while (next < range.end()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.offset() >= range.end()) {
                    break;
                }
                if (records.size() == atMost) {
                    return new Part(records, record.offset());
                }
                if (wanted.test(record)) {
                    records.add(record);
                }
            }
            // past the last record there may be markers of transactions and gaps
            next = Math.min(consumer.position(partition), range.end());
            if (System.nanoTime() - deadline > 0 && next < range.end()) {
                if (next == range.begin()) {
                    throw new TimeoutException("Nothing was read of " + partition);
                }
                break;
            }
        }
        return new Part(records, next);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
