package io.partnersupport.kit.event;

import io.partnersupport.kit.event.TopicReader.Part;
import io.partnersupport.kit.event.TopicReader.Range;
import io.partnersupport.kit.persistence.DatabaseFailures;
import io.partnersupport.kit.persistence.Ids;
import io.partnersupport.kit.persistence.SqlBatch;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Takes records of a topic again while everything else goes on: the whole topic, so that the view becomes what the
 * topic says, or what became dead letters. A restart continues where it was; what is done twice is done once.
 */
@ApplicationScoped
public class Replays {
    private static final Logger LOG = Logger.getLogger(Replays.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int BATCH = 500;

    /** Which records are taken again. */
    public enum Source {
        TOPIC,
        DEAD_LETTERS
    }

    /**
     * How far a replay is.
     *
     * @param offsets how many offsets it goes over in all; empty until it has begun to read
     * @param offsetsDone how many of them are done
     * @param taken records that the view took, or had newer ones of
     * @param refused records that cannot be taken; they are, or stay, dead letters
     * @param removed rows of the view of which the topic knew nothing
     */
    public record Replay(
            UUID id,
            String topic,
            Source source,
            String requestedBy,
            Instant requestedAt,
            Optional<Long> offsets,
            long offsetsDone,
            long taken,
            long refused,
            long removed,
            Optional<Instant> completedAt) {}

    private record Running(UUID id, String topic, Source source) {}

    private record Step(int partition, Range range) {}

    private final Projections projections;
    private final KafkaConnection kafka;
    private final Reactions reactions;
    private final EntityManager entityManager;
    private final TransactionSynchronizationRegistry transaction;
    private final Clock clock;
    private final Worker worker;

    Replays(
            Projections projections,
            KafkaConnection kafka,
            Reactions reactions,
            EntityManager entityManager,
            TransactionSynchronizationRegistry transaction,
            Clock clock,
            MessagingConfig config) {
        this.projections = projections;
        this.kafka = kafka;
        this.reactions = reactions;
        this.entityManager = entityManager;
        this.transaction = transaction;
        this.clock = clock;
        this.worker = new Worker("replay", config.retryAfter(), this::round);
    }

    void start(@Observes StartupEvent event) {
        if (!projections.topics().isEmpty()) {
            worker.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        worker.stop(Duration.ofSeconds(5));
    }

    /**
     * Begins one, or answers with the one that is running.
     *
     * @return empty if this service does not read such a topic
     */
    @Transactional
    public Optional<Replay> begin(String topic, Source source, String requestedBy) {
        if (!projections.topics().contains(topic)) {
            return Optional.empty();
        }
        UUID id = Ids.next(clock.instant());
        int begun = entityManager
                .createNativeQuery("""
                        INSERT INTO replay (id, topic, source, requested_by, requested_at)
                        VALUES (:id, :topic, :source, :by, :at)
                        ON CONFLICT (topic, source) WHERE completed_at IS NULL DO NOTHING""")
                .setParameter("id", id)
                .setParameter("topic", topic)
                .setParameter("source", source.name())
                .setParameter("by", requestedBy)
                .setParameter("at", clock.instant())
                .executeUpdate();
        if (begun == 1 && source == Source.TOPIC) {
            projections.tablesOf(topic).forEach(table -> noteRowsOf(table, id));
        }
        AtCommit.run(transaction, Replays.class, worker::wake);
        return select("WHERE r.topic = :value AND r.completed_at IS NULL AND r.source = '" + source + "'", topic)
                .stream()
                .findFirst();
    }

    @Transactional
    public Optional<Replay> find(UUID id) {
        return select("WHERE r.id = :value", id).stream().findFirst();
    }

    /** The latest ones first. */
    @Transactional
    public List<Replay> latest(int limit) {
        return select("ORDER BY r.id DESC LIMIT :value", limit);
    }

    /** Before the topic's ends are looked up: whatever comes later is no row that the topic should have known. */
    private void noteRowsOf(ProjectionTable table, UUID replay) {
        entityManager
                .createNativeQuery("SET LOCAL statement_timeout = '60s'") // a million rows take seconds
                .executeUpdate();
        entityManager
                .createNativeQuery("""
                        INSERT INTO replay_unseen (replay, key, sequence)
                        SELECT :replay, cast(%1$s AS text), max(sequence) FROM %2$s WHERE %3$s GROUP BY %1$s
                        ON CONFLICT (replay, key)
                            DO UPDATE SET sequence = greatest(replay_unseen.sequence, excluded.sequence)""".formatted(table.keyColumn(), table.name(), table.where()))
                .setParameter("replay", replay)
                .executeUpdate();
    }

    private void round() {
        worker.sleep(INTERVAL);
        Optional<Running> running = QuarkusTransaction.requiringNew().call(this::running);
        if (running.isPresent()) {
            try (TopicReader reader = new TopicReader(kafka, PATIENCE)) {
                while (!worker.isStopping() && step(reader, running.get())) {}
            }
            worker.wake(); // there may be another one
        }
    }

    private Optional<Running> running() {
        List<?> rows = entityManager
                .createNativeQuery(
                        "SELECT id, topic, source FROM replay WHERE completed_at IS NULL ORDER BY id LIMIT 1")
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Running((UUID) row[0], (String) row[1], Source.valueOf((String) row[2])))
                .findFirst();
    }

    /** Returns whether more is to be done. */
    private boolean step(TopicReader reader, Running replay) {
        String topic = replay.source() == Source.TOPIC ? replay.topic() : kafka.deadLetterTopic(replay.topic());
        Optional<List<Step>> open = QuarkusTransaction.requiringNew().call(() -> openSteps(replay));
        if (open.isEmpty()) {
            Map<Integer, Range> ranges = reader.ranges(topic);
            QuarkusTransaction.requiringNew().run(() -> plan(replay, ranges));
            return true;
        }
        if (open.get().isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> complete(replay));
            return false;
        }
        Step next = open.get().get(0);
        Part part = reader.read(
                new TopicPartition(topic, next.partition()),
                next.range(),
                BATCH,
                record -> !EventHeaders.isHeartbeat(record.headers()));
        take(replay, next, part);
        return true;
    }

    /** What is left to read, or empty where it is not known yet what there is to read. */
    private Optional<List<Step>> openSteps(Running replay) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        SELECT partition, position, end_offset FROM replay_partition
                        WHERE replay = :replay ORDER BY partition""")
                .setParameter("replay", replay.id())
                .getResultList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(rows.stream()
                        .map(Object[].class::cast)
                        .map(row -> new Step(
                                ((Number) row[0]).intValue(),
                                new Range(((Number) row[1]).longValue(), ((Number) row[2]).longValue())))
                        .filter(step -> step.range().begin() < step.range().end())
                        .toList());
    }

    private void plan(Running replay, Map<Integer, Range> ranges) {
        SqlBatch.execute(entityManager, """
                INSERT INTO replay_partition (replay, partition, position, end_offset) VALUES (?, ?, ?, ?)
                ON CONFLICT (replay, partition) DO NOTHING""", List.copyOf(ranges.entrySet()), (statement, range) -> {
            statement.setObject(1, replay.id());
            statement.setInt(2, range.getKey());
            statement.setLong(3, range.getValue().begin());
            statement.setLong(4, range.getValue().end());
        });
    }

    private void take(Running replay, Step step, Part part) {
        int refused = 0;
        try {
            QuarkusTransaction.requiringNew().run(() -> apply(replay, part.records()));
        } catch (RuntimeException e) {
            refused = takeSingly(replay, part.records(), e);
        }
        int notTaken = refused;
        QuarkusTransaction.requiringNew().run(() -> advance(replay, step, part, notTaken));
        reactions.wake();
    }

    private int takeSingly(Running replay, List<ConsumerRecord<String, byte[]>> records, RuntimeException failure) {
        throwIfUnavailable(failure);
        int refused = 0;
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                QuarkusTransaction.requiringNew().run(() -> apply(replay, List.of(record)));
            } catch (RuntimeException e) {
                throwIfUnavailable(e);
                LOG.debugf(e, "%s-%d@%d cannot be taken", record.topic(), record.partition(), record.offset());
                refused++;
                if (record.key() != null) { // the topic does know it
                    QuarkusTransaction.requiringNew().run(() -> seen(replay, List.of(record.key())));
                }
            }
        }
        return refused;
    }

    private static void throwIfUnavailable(RuntimeException e) {
        if (DatabaseFailures.isUnavailability(e)) {
            throw e;
        }
    }

    private void apply(Running replay, List<ConsumerRecord<String, byte[]>> records) {
        Map<String, ConsumerRecord<String, byte[]>> newest = Projections.newest(records);
        if (replay.source() == Source.TOPIC) {
            for (ProjectionTable table : projections.tablesOf(replay.topic())) {
                letEqualSequencesPass(table, newest.values());
            }
        }
        projections.apply(replay.topic(), newest.values());
        if (replay.source() == Source.TOPIC) {
            seen(replay, newest.keySet());
        } else {
            OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
            SqlBatch.execute(entityManager, """
                    INSERT INTO taken_dead_letter (topic, partition, position, taken_at) VALUES (?, ?, ?, ?)
                    ON CONFLICT (topic, partition, position) DO NOTHING""", records, (statement, record) -> {
                statement.setString(1, record.topic());
                statement.setInt(2, record.partition());
                statement.setLong(3, record.offset());
                statement.setObject(4, now);
            });
        }
    }

    private void seen(Running replay, Collection<String> keys) {
        SqlBatch.execute(
                entityManager,
                "DELETE FROM replay_unseen WHERE replay = ? AND key = ?",
                List.copyOf(keys),
                (statement, key) -> {
                    statement.setObject(1, replay.id());
                    statement.setString(2, key);
                });
    }

    /** A row that is wrong may have the right sequence, which the projection would take for the same state. */
    private void letEqualSequencesPass(ProjectionTable table, Collection<ConsumerRecord<String, byte[]>> newest) {
        SqlBatch.execute(
                entityManager,
                "UPDATE %1$s SET sequence = sequence - 1 WHERE %2$s = cast(? AS %3$s) AND sequence = ? AND %4$s"
                        .formatted(table.name(), table.keyColumn(), table.keyType(), table.where()),
                new ArrayList<>(newest),
                Replays::bindKeyAndSequence);
    }

    private static void bindKeyAndSequence(PreparedStatement statement, ConsumerRecord<String, byte[]> record)
            throws SQLException {
        statement.setString(1, record.key());
        statement.setLong(2, EventHeaders.sequence(record.headers()));
    }

    private void advance(Running replay, Step step, Part part, int refused) {
        int advanced = entityManager
                .createNativeQuery("""
                        UPDATE replay_partition SET position = :next
                        WHERE replay = :replay AND partition = :partition AND position = :position""")
                .setParameter("next", part.next())
                .setParameter("replay", replay.id())
                .setParameter("partition", step.partition())
                .setParameter("position", step.range().begin())
                .executeUpdate();
        if (advanced == 1) { // or another instance has counted them
            entityManager
                    .createNativeQuery(
                            "UPDATE replay SET taken = taken + :taken, refused = refused + :refused WHERE id = :replay")
                    .setParameter("taken", part.records().size() - refused)
                    .setParameter("refused", refused)
                    .setParameter("replay", replay.id())
                    .executeUpdate();
        }
    }

    private void complete(Running replay) {
        List<?> open = entityManager
                .createNativeQuery("SELECT 1 FROM replay WHERE id = :id AND completed_at IS NULL FOR UPDATE")
                .setParameter("id", replay.id())
                .getResultList();
        if (open.isEmpty()) {
            return;
        }
        int removed = replay.source() == Source.TOPIC ? removeUnseen(replay) : 0;
        entityManager
                .createNativeQuery("UPDATE replay SET removed = :removed, completed_at = :at WHERE id = :id")
                .setParameter("removed", removed)
                .setParameter("at", clock.instant())
                .setParameter("id", replay.id())
                .executeUpdate();
        entityManager
                .createNativeQuery("DELETE FROM replay_unseen WHERE replay = :replay")
                .setParameter("replay", replay.id())
                .executeUpdate();
    }

    /** Rows that changed since the beginning are news, not leftovers. */
    private int removeUnseen(Running replay) {
        int removed = 0;
        for (ProjectionTable table : projections.tablesOf(replay.topic())) {
            int ofTable = entityManager
                    .createNativeQuery("""
                            DELETE FROM %1$s AS known USING replay_unseen AS unseen
                            WHERE unseen.replay = :replay AND known.%2$s = cast(unseen.key AS %3$s)
                                AND known.sequence <= unseen.sequence AND %4$s""".formatted(table.name(), table.keyColumn(), table.keyType(), table.where()))
                    .setParameter("replay", replay.id())
                    .executeUpdate();
            removed = Math.max(removed, ofTable);
        }
        return removed;
    }

    private List<Replay> select(String which, Object value) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        SELECT r.id, r.topic, r.source, r.requested_by, r.requested_at, progress.offsets, progress.left,
                            r.taken, r.refused, r.removed, r.completed_at
                        FROM replay AS r CROSS JOIN LATERAL (
                            SELECT sum(end_offset) AS offsets, sum(end_offset - position) AS left
                            FROM replay_partition WHERE replay = r.id) AS progress\s""" + which)
                .setParameter("value", value)
                .getResultList();
        return rows.stream().map(Object[].class::cast).map(Replays::read).toList();
    }

    private static Replay read(Object[] row) {
        Optional<Long> offsets = Optional.ofNullable((Number) row[5]).map(Number::longValue);
        return new Replay(
                (UUID) row[0],
                (String) row[1],
                Source.valueOf((String) row[2]),
                (String) row[3],
                (Instant) row[4],
                offsets,
                offsets.map(all -> all - ((Number) row[6]).longValue()).orElse(0L),
                ((Number) row[7]).longValue(),
                ((Number) row[8]).longValue(),
                ((Number) row[9]).longValue(),
                Optional.ofNullable((Instant) row[10]));
    }
}
