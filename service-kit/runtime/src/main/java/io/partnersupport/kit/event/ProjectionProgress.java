package io.partnersupport.kit.event;

import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Remembers the heartbeats per partition in the database, since several instances share the view. */
@ApplicationScoped
class ProjectionProgress {
    private final EntityManager entityManager;
    private final Clock clock;

    ProjectionProgress(EntityManager entityManager, Clock clock) {
        this.entityManager = entityManager;
        this.clock = clock;
    }

    /** Makes a partition count from when it is known, not only from its first heartbeat. */
    @Transactional
    void expect(List<TopicPartition> partitions) {
        SqlBatch.execute(entityManager, """
                INSERT INTO projection_progress (topic, partition, as_of) VALUES (?, ?, 'epoch')
                ON CONFLICT (topic, partition) DO NOTHING""", partitions, (statement, partition) -> {
            statement.setString(1, partition.topic());
            statement.setInt(2, partition.partition());
        });
    }

    /** Records heartbeats in the running transaction. */
    void record(Map<TopicPartition, Instant> heartbeats, boolean nothingElse) {
        if (heartbeats.isEmpty()) {
            return;
        }
        if (nothingElse) {
            // a lost heartbeat is followed by the next one: not worth a flush to disk
            entityManager
                    .createNativeQuery("SET LOCAL synchronous_commit = off")
                    .executeUpdate();
        }
        var byPartition = heartbeats.entrySet().stream()
                .sorted(Comparator.comparing(heartbeat -> heartbeat.getKey().toString()))
                .toList();
        // a time yet to come was promised by a clock that has been set back since
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        SqlBatch.execute(entityManager, """
                INSERT INTO projection_progress AS known (topic, partition, as_of) VALUES (?, ?, ?)
                ON CONFLICT (topic, partition) DO UPDATE SET as_of = excluded.as_of
                WHERE known.as_of < excluded.as_of OR known.as_of > ?""", byPartition, (statement, heartbeat) -> {
            statement.setString(1, heartbeat.getKey().topic());
            statement.setInt(2, heartbeat.getKey().partition());
            statement.setObject(3, heartbeat.getValue().atOffset(ZoneOffset.UTC));
            statement.setObject(4, now);
        });
    }

    /** Remembers that the first catch-up with these topics is done, so that a restart need not wait for Kafka. */
    @Transactional
    void caughtUpWith(Collection<String> topics) {
        SqlBatch.execute(
                entityManager,
                "INSERT INTO first_catch_up (topic) VALUES (?) ON CONFLICT (topic) DO NOTHING",
                List.copyOf(topics),
                (statement, topic) -> statement.setString(1, topic));
    }

    @Transactional
    boolean hasCaughtUpWith(Collection<String> topics) {
        Number known = (Number) entityManager
                .createNativeQuery("SELECT count(*) FROM first_catch_up WHERE topic IN (:topics)")
                .setParameter("topics", topics)
                .getSingleResult();
        return known.intValue() == topics.size();
    }

    /** The instant up to which the view of each of these topics is complete; the epoch where one was never heard of. */
    @Transactional
    Map<String, Instant> completeUntil(Collection<String> topics) {
        Map<String, Instant> byTopic = new HashMap<>();
        topics.forEach(topic -> byTopic.put(topic, Instant.EPOCH));
        List<?> rows = entityManager
                .createNativeQuery(
                        "SELECT topic, min(as_of) FROM projection_progress WHERE topic IN (:topics) GROUP BY topic")
                .setParameter("topics", topics)
                .getResultList();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            byTopic.put((String) columns[0], (Instant) columns[1]);
        }
        return byTopic;
    }
}
