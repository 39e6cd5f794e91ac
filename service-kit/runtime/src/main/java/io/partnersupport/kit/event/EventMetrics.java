package io.partnersupport.kit.event;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells operators how long events wait to be sent, and of each topic that is read how far this service is behind. */
@ApplicationScoped
class EventMetrics implements Reaction {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final EntityManager entityManager;
    private final Clock clock;
    private long due = System.nanoTime();
    private volatile long waiting;
    private volatile Optional<Instant> oldest = Optional.empty();

    EventMetrics(
            EntityManager entityManager,
            Clock clock,
            Projections projections,
            ViewFreshness freshness,
            StateConsumer consumer,
            MeterRegistry metrics) {
        this.entityManager = entityManager;
        this.clock = clock;
        Gauge.builder("outbox.events", () -> waiting)
                .description("Events that wait to be sent")
                .register(metrics);
        Gauge.builder("outbox.age", () -> age(oldest))
                .baseUnit("seconds")
                .description("How long the oldest event has been waiting to be sent")
                .register(metrics);
        for (String topic : projections.topics()) {
            Gauge.builder("consumer.lag", () -> consumer.lag(topic))
                    .baseUnit("records")
                    .tag("topic", topic)
                    .description("Records that this instance has still to take")
                    .register(metrics);
            metrics.counter(DeadLetters.METRIC, "topic", topic); // so that the first one is a rise from zero
        }
        projections
                .topicsWithHeartbeats()
                .forEach(topic -> Gauge.builder(
                                "view.age",
                                () -> freshness
                                        .asOf(topic)
                                        .map(Optional::of)
                                        .map(this::age)
                                        .orElse(Double.NaN))
                        .baseUnit("seconds")
                        .tag("topic", topic)
                        .description("How long ago everything was known that others had committed")
                        .register(metrics));
    }

    private double age(Optional<Instant> since) {
        return since.map(instant -> Duration.between(instant, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }

    @Override
    public int react() {
        if (System.nanoTime() - due >= 0) {
            due = System.nanoTime() + INTERVAL.toNanos();
            QuarkusTransaction.requiringNew().run(this::look);
        }
        return 0;
    }

    private void look() {
        Object[] row = (Object[]) entityManager.createNativeQuery("""
                        SELECT count(*), (SELECT "timestamp" FROM outbox ORDER BY position LIMIT 1) FROM outbox""").getSingleResult();
        waiting = ((Number) row[0]).longValue();
        oldest = Optional.ofNullable((Instant) row[1]);
    }
}
