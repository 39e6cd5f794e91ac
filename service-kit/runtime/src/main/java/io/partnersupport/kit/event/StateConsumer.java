package io.partnersupport.kit.event;

import io.partnersupport.kit.persistence.DatabaseFailures;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
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
    /** Other instances of this service make progress, too. */
    private static final Duration LOOK_AT_PROGRESS = Duration.ofSeconds(1);

    private final Projections projections;
    private final KafkaConnection kafka;
    private final ProjectionProgress progress;
    private final ViewFreshness freshness;
    private final DeadLetters deadLetters;
    private final Reactions reactions;
    private final MessagingConfig config;
    private final Worker worker;
    private volatile Map<String, Long> lag = Map.of();

    StateConsumer(
            Projections projections,
            KafkaConnection kafka,
            ProjectionProgress progress,
            ViewFreshness freshness,
            DeadLetters deadLetters,
            Reactions reactions,
            MessagingConfig config) {
        this.projections = projections;
        this.kafka = kafka;
        this.progress = progress;
        this.freshness = freshness;
        this.deadLetters = deadLetters;
        this.reactions = reactions;
        this.config = config;
        this.worker = new Worker("state-consumer", config.retryAfter(), this::consume);
    }

    void start(@Observes StartupEvent event) {
        if (!projections.topics().isEmpty()) {
            try {
                recall(); // the first request must not find a view of no age: other instances may have kept it up to
                // now
            } catch (RuntimeException e) {
                LOG.debugf(e, "Progress is not known while the database is away");
            }
            worker.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        worker.stop(Duration.ofSeconds(5));
        deadLetters.close();
    }

    /** How many records of a topic this instance has still to take of the partitions that it reads. */
    long lag(String topic) {
        return lag.getOrDefault(topic, 0L);
    }

    private void recall() {
        if (progress.hasCaughtUpWith(projections.topics())) {
            freshness.caughtUpOnce(); // in an earlier life of this process
        }
        freshness.completeUntil(progress.completeUntil(projections.topicsWithHeartbeats()));
    }

    private void consume() {
        recall();
        kafka.createDeadLetterTopics(projections.topics());
        try (KafkaConsumer<String, byte[]> consumer = kafka.consumer()) {
            Assignment assignment = new Assignment(consumer, projections.topics());
            consumer.subscribe(projections.topics(), assignment);
            long lookedAt = System.nanoTime();
            while (!worker.isStopping()) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    applyPatiently(assignment, records);
                    commit(consumer, records);
                }
                if (hasHeartbeat(records)
                        || assignment.isNew
                        || !freshness.isCaughtUpOnce()
                        || System.nanoTime() - lookedAt > LOOK_AT_PROGRESS.toNanos()) {
                    noteProgress(assignment);
                    lookedAt = System.nanoTime();
                }
            }
        }
    }

    /** While the database is away the view just grows older; leaving the group for that would help nobody. */
    private void noteProgress(Assignment assignment) {
        try {
            lag = assignment.lagByTopic();
            assignment.ifNew(progress::expect);
            if (!freshness.isCaughtUpOnce() && assignment.hasReachedTheEnds()) {
                progress.caughtUpWith(projections.topics());
                freshness.caughtUpOnce();
            }
            freshness.completeUntil(progress.completeUntil(projections.topicsWithHeartbeats()));
        } catch (RuntimeException e) {
            if (!DatabaseFailures.isUnavailability(e)) {
                throw e;
            }
            LOG.debugf(e, "Progress is not known while the database is away");
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
        Map<TopicPartition, Instant> heartbeats = new HashMap<>();
        List<ConsumerRecord<String, byte[]>> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> event : batch) {
            if (EventHeaders.isHeartbeat(event.headers())) {
                heartbeats.put(
                        new TopicPartition(event.topic(), event.partition()), EventHeaders.time(event.headers()));
            } else {
                events.add(event);
            }
        }
        boolean isNews = QuarkusTransaction.requiringNew().call(() -> {
            boolean applied = projections.apply(events);
            progress.record(heartbeats, !applied);
            return applied;
        });
        if (isNews) {
            reactions.wake();
        }
    }

    /**
     * Does not wait: the view has the records already, and whoever reads them again does nothing twice. What is not
     * committed now is with the next batch, which comes with the next heartbeats.
     */
    private static void commit(KafkaConsumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
        consumer.commitAsync(records.nextOffsets(), (offsets, e) -> {
            if (e != null) {
                LOG.debugf(e, "Offsets were not committed");
            }
        });
    }

    private static boolean hasHeartbeat(ConsumerRecords<String, byte[]> records) {
        return StreamSupport.stream(records.spliterator(), false)
                .anyMatch(event -> EventHeaders.isHeartbeat(event.headers()));
    }

    /** The partitions that this consumer and the other instances read. */
    private static final class Assignment implements ConsumerRebalanceListener {
        private final KafkaConsumer<String, byte[]> consumer;
        private final Collection<String> topics;
        private boolean isNew = true;
        private Map<TopicPartition, Long> endsAtStart;
        private boolean paused;

        Assignment(KafkaConsumer<String, byte[]> consumer, Collection<String> topics) {
            this.consumer = consumer;
            this.topics = topics;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            isNew = true;
            if (paused) {
                consumer.pause(partitions);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

        /** Hands over all partitions of the topics, until that worked once for this assignment. */
        void ifNew(Consumer<List<TopicPartition>> task) {
            if (isNew) {
                List<TopicPartition> all = topics.stream()
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                        .toList();
                task.accept(all);
                if (endsAtStart == null) {
                    endsAtStart = consumer.endOffsets(all);
                }
                isNew = false;
            }
        }

        /** Whether everything that was there when this consumer began has been applied, here or elsewhere. */
        boolean hasReachedTheEnds() {
            Set<TopicPartition> others = new HashSet<>(endsAtStart.keySet());
            others.removeAll(consumer.assignment());
            Map<TopicPartition, OffsetAndMetadata> committed = others.isEmpty() ? Map.of() : consumer.committed(others);
            return endsAtStart.entrySet().stream().allMatch(end -> {
                OffsetAndMetadata offset = committed.get(end.getKey());
                long position = !others.contains(end.getKey())
                        ? consumer.position(end.getKey())
                        : offset == null ? 0 : offset.offset();
                return position >= end.getValue();
            });
        }

        Map<String, Long> lagByTopic() {
            return consumer.assignment().stream()
                    .collect(Collectors.groupingBy(
                            TopicPartition::topic,
                            Collectors.summingLong(
                                    partition -> consumer.currentLag(partition).orElse(0))));
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
