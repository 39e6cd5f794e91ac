package io.partnersupport.kit.event;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends the rows of the outbox to Kafka, per aggregate in the order of their sequence, and removes what Kafka has
 * acknowledged.
 *
 * <p>One relay works at a time. It holds an advisory lock on the very connection by which it reads and removes rows,
 * so that a relay that lost the lock cannot remove anything; and a Kafka {@code transactional.id}, initialised before
 * it reads rows, so that a stalled former owner is fenced. A crash after the acknowledgement and before the removal
 * sends rows again, which the sequence makes harmless to readers.
 */
@ApplicationScoped
class OutboxRelay {
    private static final int BATCH = 100; // of events of up to 900 kB each
    private static final Duration LOCK_RETRY = Duration.ofSeconds(1);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final KafkaConnection kafka;
    private final TransactionSynchronizationRegistry transaction;
    private final MessagingConfig config;
    private final Clock clock;
    private final String source;
    private final Worker worker;

    OutboxRelay(
            DataSource dataSource,
            KafkaConnection kafka,
            TransactionSynchronizationRegistry transaction,
            MessagingConfig config,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.dataSource = dataSource;
        this.kafka = kafka;
        this.transaction = transaction;
        this.config = config;
        this.clock = clock;
        this.source = "/" + application;
        this.worker = new Worker("outbox-relay", config.retryAfter(), this::relay);
    }

    void start(@Observes StartupEvent event) {
        if (!kafka.stateTopics().isEmpty() || !kafka.factTopics().isEmpty()) {
            worker.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        worker.stop(Duration.ofSeconds(5));
    }

    void wakeAtCommit() {
        AtCommit.run(transaction, OutboxRelay.class, worker::wake);
    }

    @SuppressWarnings("try") // the lock is only held
    private void relay() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (!lock(connection, "pg_try_advisory_lock")) {
                worker.pause(LOCK_RETRY);
                return;
            }
            try (Lock held = () -> unlock(connection)) {
                // what a crash brings back is sent again, in order: not worth waiting for the disk
                execute(connection, "SET synchronous_commit = off");
                kafka.createOwnTopics();
                KafkaProducer<String, byte[]> producer = kafka.relayProducer();
                try {
                    producer.initTransactions();
                    sendUntilStopped(connection, producer);
                } finally {
                    producer.close(CLOSE_PATIENCE); // without a limit it waits for a broker that is away
                }
            }
        }
    }

    private void sendUntilStopped(Connection connection, KafkaProducer<String, byte[]> producer) throws SQLException {
        long heartbeatDue = System.nanoTime(); // time that passes, not the clock's, which may be set back
        while (!worker.isStopping()) {
            // read before the rows: whatever committed earlier is among them
            Instant readAt = clock.instant();
            List<OutboxRow> rows = read(connection);
            boolean drained = rows.size() < BATCH;
            boolean heartbeat = drained && System.nanoTime() - heartbeatDue >= 0;
            if (!rows.isEmpty() || heartbeat) {
                producer.beginTransaction();
                rows.forEach(row -> send(producer, row.toRecord(source)));
                if (heartbeat) {
                    sendHeartbeats(producer, readAt);
                    heartbeatDue = System.nanoTime() + config.heartbeat().toNanos();
                }
                producer.commitTransaction();
                remove(connection, rows);
            }
            if (drained) {
                worker.sleep(config.relayPoll());
            }
        }
    }

    private void sendHeartbeats(KafkaProducer<String, byte[]> producer, Instant completeUntil) {
        for (String topic : kafka.stateTopics()) {
            for (PartitionInfo partition : producer.partitionsFor(topic)) {
                var heartbeat = new ProducerRecord<>(
                        topic, partition.partition(), EventHeaders.HEARTBEAT, "{}".getBytes(StandardCharsets.UTF_8));
                EventHeaders.put(heartbeat.headers(), EventHeaders.TYPE, EventHeaders.HEARTBEAT);
                EventHeaders.put(heartbeat.headers(), EventHeaders.TIME, completeUntil.toString());
                send(producer, heartbeat);
            }
        }
    }

    /** The commit of the transaction waits for the acknowledgement and throws what went wrong. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void send(KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> event) {
        producer.send(event);
    }

    /** A lock of this session; every service has its own database, so the table's id is key enough. */
    private static boolean lock(Connection connection, String function) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT " + function + "('outbox'::regclass::oid::bigint)");
                ResultSet result = statement.executeQuery()) {
            return result.next() && result.getBoolean(1);
        }
    }

    /** The pool keeps the session, and with it the lock: what cannot be unlocked is ended. */
    private static void unlock(Connection connection) throws SQLException {
        try {
            execute(connection, "RESET synchronous_commit");
            lock(connection, "pg_advisory_unlock");
        } catch (SQLException e) {
            connection.unwrap(Connection.class).abort(Runnable::run);
            throw e;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @FunctionalInterface
    private interface Lock extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    private static List<OutboxRow> read(Connection connection) throws SQLException {
        List<OutboxRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                        SELECT position, id, aggregatetype, aggregateid, type, sequence, payload, "timestamp", traceparent
                        FROM outbox ORDER BY position LIMIT ?""")) {
            statement.setInt(1, BATCH);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(OutboxRow.from(result));
                }
            }
        }
        return rows;
    }

    private static void remove(Connection connection, List<OutboxRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        Long[] positions = rows.stream().map(OutboxRow::position).toArray(Long[]::new);
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM outbox WHERE position = ANY (?)")) {
            statement.setArray(1, connection.createArrayOf("bigint", positions));
            statement.executeUpdate();
        }
    }

    private record OutboxRow(
            long position,
            UUID id,
            String topic,
            String key,
            String type,
            long sequence,
            String payload,
            Instant time,
            String traceparent) {
        static OutboxRow from(ResultSet row) throws SQLException {
            return new OutboxRow(
                    row.getLong(1),
                    row.getObject(2, UUID.class),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getLong(6),
                    row.getString(7),
                    row.getObject(8, OffsetDateTime.class).toInstant(),
                    row.getString(9));
        }

        ProducerRecord<String, byte[]> toRecord(String source) {
            var event = new ProducerRecord<>(topic, key, payload.getBytes(StandardCharsets.UTF_8));
            EventHeaders.put(event.headers(), EventHeaders.SPEC_VERSION, "1.0");
            EventHeaders.put(event.headers(), EventHeaders.ID, id.toString());
            EventHeaders.put(event.headers(), EventHeaders.SOURCE, source);
            EventHeaders.put(event.headers(), EventHeaders.TYPE, type);
            EventHeaders.put(event.headers(), EventHeaders.SUBJECT, key);
            EventHeaders.put(event.headers(), EventHeaders.TIME, time.toString());
            EventHeaders.put(event.headers(), EventHeaders.SEQUENCE, Long.toString(sequence));
            EventHeaders.put(event.headers(), EventHeaders.CONTENT_TYPE, "application/json");
            if (traceparent != null) {
                EventHeaders.put(event.headers(), EventHeaders.TRACEPARENT, traceparent);
            }
            return event;
        }
    }
}
