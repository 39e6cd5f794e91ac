package io.partnersupport.kit.event;

import io.partnersupport.kit.persistence.DatabaseFailures;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jboss.logging.Logger;

/**
 * Feeds the projections: a batch is one transaction, then its offsets are committed. A batch that fails because of
 * its data is retried record by record, and the bad record becomes a dead letter; while the database is away nothing
 * is consumed and nothing is lost.
 */
@ApplicationScoped
class StateConsumer {
    private static final Logger LOG = Logger.getLogger(StateConsumer.class);
    private static final Duration POLL = Duration.ofMillis(250);

    private final Map<String, StateProjection<?>> projections;
    private final KafkaConnection kafka;
    private final ProjectionProgress progress;
    private final ViewFreshness freshness;
    private final DeadLetters deadLetters;
    private final Reactions reactions;
    private final EventJson json;
    private final MessagingConfig config;
    private final Worker worker;

    StateConsumer(
            @All List<StateProjection<?>> projections,
            KafkaConnection kafka,
            ProjectionProgress progress,
            ViewFreshness freshness,
            DeadLetters deadLetters,
            Reactions reactions,
            EventJson json,
            MessagingConfig config) {
        this.projections =
                projections.stream().collect(Collectors.toUnmodifiableMap(StateProjection::topic, Function.identity()));
        this.kafka = kafka;
        this.progress = progress;
        this.freshness = freshness;
        this.deadLetters = deadLetters;
        this.reactions = reactions;
        this.json = json;
        this.config = config;
        this.worker = new Worker("state-consumer", config.retryAfter(), this::consume);
    }

    void start(@Observes StartupEvent event) {
        if (!projections.isEmpty()) {
            worker.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        worker.stop(Duration.ofSeconds(5));
        deadLetters.close();
    }

    private void consume() {
        if (progress.completeUntil(projections.keySet()).isPresent()) {
            freshness.caughtUpOnce(); // in an earlier life of this process
        }
        kafka.createDeadLetterTopics(projections.keySet());
        try (KafkaConsumer<String, byte[]> consumer = kafka.consumer()) {
            Assignment assignment = new Assignment(consumer);
            consumer.subscribe(projections.keySet(), assignment);
            while (!worker.isStopping()) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    applyPatiently(assignment, records);
                    commit(consumer, records);
                }
                if (!freshness.isCaughtUpOnce() && assignment.hasReachedItsEnd()) {
                    freshness.caughtUpOnce();
                }
                progress.completeUntil(projections.keySet()).ifPresent(freshness::completeUntil);
            }
        }
    }

    /** Applies the records, however long the database is away; meanwhile the consumer stays in its group. */
    private void applyPatiently(Assignment assignment, ConsumerRecords<String, byte[]> records) {
        List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
        records.forEach(batch::add);
        while (!worker.isStopping()) {
            try {
                applyOrBury(batch);
                assignment.resume();
                return;
            } catch (RuntimeException e) { // the database or the broker is away: the records are kept
                LOG.warnf(e, "Consumption pauses with %d events in hand", batch.size());
                assignment.pauseFor(config.retryAfter());
            }
        }
        throw new IllegalStateException("Stopped with events in hand; they are read again at the next start");
    }

    private void applyOrBury(List<ConsumerRecord<String, byte[]>> batch) {
        try {
            apply(batch);
        } catch (RuntimeException e) {
            if (DatabaseFailures.isUnavailability(e)) {
                throw e;
            }
            if (batch.size() == 1) {
                deadLetters.bury(batch.get(0), e);
            } else {
                batch.forEach(event -> applyOrBury(List.of(event)));
            }
        }
    }

    private void apply(List<ConsumerRecord<String, byte[]>> batch) {
        Map<String, Map<String, ConsumerRecord<String, byte[]>>> newestByTopic = new TreeMap<>();
        Map<TopicPartition, Instant> heartbeats = new HashMap<>();
        for (ConsumerRecord<String, byte[]> event : batch) {
            if (EventHeaders.isHeartbeat(event.headers())) {
                heartbeats.put(
                        new TopicPartition(event.topic(), event.partition()), EventHeaders.time(event.headers()));
            } else if (event.value() != null) { // a tombstone only erases what retention has ended
                newestByTopic
                        .computeIfAbsent(event.topic(), topic -> new TreeMap<>())
                        .merge(event.key(), event, (a, b) -> sequence(a) > sequence(b) ? a : b);
            }
        }
        QuarkusTransaction.requiringNew().run(() -> {
            newestByTopic.forEach((topic, newest) -> project(projections.get(topic), newest.values()));
            progress.record(heartbeats, newestByTopic.isEmpty());
        });
        if (!newestByTopic.isEmpty()) {
            reactions.wake();
        }
    }

    private <S> void project(StateProjection<S> projection, Collection<ConsumerRecord<String, byte[]>> newest) {
        projection.apply(newest.stream()
                .map(event -> parse(event, projection.stateType()))
                .toList());
    }

    private <S> StateEvent<S> parse(ConsumerRecord<String, byte[]> event, Class<S> type) {
        try {
            S state = json.read(event.value(), type);
            if (state == null) {
                throw new UnreadableEvent(null);
            }
            return new StateEvent<>(event.key(), sequence(event), EventHeaders.time(event.headers()), state);
        } catch (IOException | NullPointerException | java.time.DateTimeException e) {
            throw new UnreadableEvent(e);
        }
    }

    private static long sequence(ConsumerRecord<String, byte[]> event) {
        try {
            return Long.parseLong(EventHeaders.get(event.headers(), EventHeaders.SEQUENCE));
        } catch (NumberFormatException e) {
            throw new UnreadableEvent(e);
        }
    }

    private static void commit(KafkaConsumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
        Map<TopicPartition, OffsetAndMetadata> offsets = records.nextOffsets();
        try {
            consumer.commitSync(offsets);
        } catch (RebalanceInProgressException
                | RetriableCommitFailedException
                | org.apache.kafka.clients.consumer.CommitFailedException e) {
            // the new owner reads them again, which the sequence makes a no-op
            LOG.debugf(e, "Offsets were not committed");
        }
    }

    /** The record itself is broken; the reason is kept, its content is not. */
    static final class UnreadableEvent extends RuntimeException {
        UnreadableEvent(Exception cause) {
            // no cause chain: an IOException in it would look like a lost connection, and its text holds the payload
            super(cause == null ? "empty" : cause.getClass().getSimpleName());
        }
    }

    /** The partitions of this consumer: where they ended when it got them, and whether they are paused. */
    private static final class Assignment implements ConsumerRebalanceListener {
        private final KafkaConsumer<String, byte[]> consumer;
        private Map<TopicPartition, Long> ends;
        private boolean paused;

        Assignment(KafkaConsumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (paused) {
                consumer.pause(partitions);
            }
            if (ends == null) {
                ends = consumer.endOffsets(consumer.assignment());
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

        boolean hasReachedItsEnd() {
            return ends != null
                    && ends.entrySet().stream()
                            .filter(end -> consumer.assignment().contains(end.getKey()))
                            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        }

        void pauseFor(Duration time) {
            paused = true;
            consumer.pause(consumer.assignment());
            consumer.poll(time);
        }

        void resume() {
            if (paused) {
                paused = false;
                consumer.resume(consumer.assignment());
            }
        }
    }
}
