package io.partnersupport.kit.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Remembers the heartbeats per partition in the database, since several instances share the view. */
@ApplicationScoped
class ProjectionProgress {
    private final EntityManager entityManager;

    ProjectionProgress(EntityManager entityManager) {
        this.entityManager = entityManager;
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
                .sorted(java.util.Comparator.comparing(
                        heartbeat -> heartbeat.getKey().toString()))
                .toList();
        io.partnersupport.kit.persistence.SqlBatch.execute(entityManager, """
                INSERT INTO projection_progress AS known (topic, partition, as_of) VALUES (?, ?, ?)
                ON CONFLICT (topic, partition) DO UPDATE SET as_of = excluded.as_of WHERE known.as_of < excluded.as_of""", byPartition, (statement, heartbeat) -> {
            statement.setString(1, heartbeat.getKey().topic());
            statement.setInt(2, heartbeat.getKey().partition());
            statement.setObject(3, heartbeat.getValue().atOffset(java.time.ZoneOffset.UTC));
        });
    }

    /** The instant up to which the view of all these topics is complete; empty while one was never heard of. */
    @Transactional
    Optional<Instant> completeUntil(Collection<String> topics) {
        Object[] row = (Object[]) entityManager
                .createNativeQuery(
                        "SELECT count(DISTINCT topic), min(as_of) FROM projection_progress WHERE topic IN (:topics)")
                .setParameter("topics", topics)
                .getSingleResult();
        return ((Number) row[0]).intValue() == topics.size() ? Optional.of((Instant) row[1]) : Optional.empty();
    }
}
