package io.partnersupport.kit.event;

import io.partnersupport.kit.event.TopicReader.Part;
import io.partnersupport.kit.event.TopicReader.Range;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Tells what this service could not take of the topics that it reads, and why. */
@ApplicationScoped
public class DeadLetterBox {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /**
     * A record that could not be taken. What it holds is not told: nobody knows what that is.
     *
     * @param topic the topic that it came from
     * @param partition the partition of the dead letters' topic
     * @param position the offset there
     * @param origin where it was: topic, partition and offset
     * @param reason the kind of failure
     * @param takenAt when a replay took it, if one did
     */
    public record DeadLetter(
            String topic,
            int partition,
            long position,
            String origin,
            String reason,
            Instant buriedAt,
            Optional<String> key,
            Optional<String> type,
            Optional<Instant> takenAt) {}

    private record Place(int partition, long position) {}

    private final Projections projections;
    private final KafkaConnection kafka;
    private final EntityManager entityManager;

    DeadLetterBox(Projections projections, KafkaConnection kafka, EntityManager entityManager) {
        this.projections = projections;
        this.kafka = kafka;
        this.entityManager = entityManager;
    }

    /** The topics that this service reads. */
    public List<String> topics() {
        return projections.topics().stream().sorted().toList();
    }

    /**
     * The dead letters of one topic, by partition and position.
     *
     * @param after the last one seen, as {@code partition@position}
     * @throws org.apache.kafka.common.KafkaException if Kafka is away
     */
    public List<DeadLetter> list(String topic, Optional<String> after, int atMost) {
        String letters = kafka.deadLetterTopic(topic);
        Optional<Place> seen = after.map(DeadLetterBox::place);
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (TopicReader reader = new TopicReader(kafka, PATIENCE)) {
            for (Map.Entry<Integer, Range> part : new TreeMap<>(reader.ranges(letters)).entrySet()) {
                int partition = part.getKey();
                if (records.size() == atMost
                        || seen.filter(place -> place.partition() > partition).isPresent()) {
                    continue;
                }
                long begin = seen.filter(place -> place.partition() == partition)
                        .map(place -> place.position() + 1)
                        .orElse(part.getValue().begin());
                Range range = new Range(
                        Math.max(begin, part.getValue().begin()),
                        part.getValue().end());
                Part read = reader.read(
                        new TopicPartition(letters, partition), range, atMost - records.size(), record -> true);
                records.addAll(read.records());
            }
        }
        Map<Place, Instant> taken = records.isEmpty() ? Map.of() : taken(letters, records);
        return records.stream().map(record -> letter(topic, record, taken)).toList();
    }

    /** The place of a letter in its list. */
    public static String position(DeadLetter letter) {
        return letter.partition() + "@" + letter.position();
    }

    private static Place place(String position) {
        String[] parts = position.split("@", 2);
        return new Place(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
    }

    @Transactional
    Map<Place, Instant> taken(String letters, List<ConsumerRecord<String, byte[]>> records) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        SELECT partition, position, taken_at FROM taken_dead_letter
                        WHERE topic = :topic AND position BETWEEN :first AND :last""")
                .setParameter("topic", letters)
                .setParameter("first", extreme(records, Comparator.naturalOrder()))
                .setParameter("last", extreme(records, Comparator.reverseOrder()))
                .getResultList();
        Map<Place, Instant> taken = new HashMap<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            taken.put(new Place(((Number) columns[0]).intValue(), ((Number) columns[1]).longValue()), (Instant)
                    columns[2]);
        }
        return taken;
    }

    private static long extreme(List<ConsumerRecord<String, byte[]>> records, Comparator<Long> order) {
        return records.stream().map(ConsumerRecord::offset).min(order).orElseThrow();
    }

    private static DeadLetter letter(String topic, ConsumerRecord<String, byte[]> record, Map<Place, Instant> taken) {
        return new DeadLetter(
                topic,
                record.partition(),
                record.offset(),
                EventHeaders.get(record.headers(), EventHeaders.DEAD_LETTER_ORIGIN),
                EventHeaders.get(record.headers(), EventHeaders.DEAD_LETTER_REASON),
                Instant.parse(EventHeaders.get(record.headers(), EventHeaders.DEAD_LETTER_TIME)),
                Optional.ofNullable(record.key()),
                Optional.ofNullable(EventHeaders.get(record.headers(), EventHeaders.TYPE)),
                Optional.ofNullable(taken.get(new Place(record.partition(), record.offset()))));
    }
}
