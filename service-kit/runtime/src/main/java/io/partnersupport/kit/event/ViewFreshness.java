package io.partnersupport.kit.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** How complete this service's view of the other services is. */
@ApplicationScoped
public class ViewFreshness {
    private final MessagingConfig config;
    private final Clock clock;
    private volatile Map<String, Instant> asOf = Map.of();
    private volatile boolean caughtUpOnce;

    ViewFreshness(MessagingConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * Everything that others committed before this instant is known here; empty before the first catch-up, and for a
     * service that reads nothing.
     */
    public Optional<Instant> asOf() {
        return asOf.values().stream().min(Comparator.naturalOrder()).filter(Instant.EPOCH::isBefore);
    }

    /** The same of one topic that this service reads. */
    public Optional<Instant> asOf(String topic) {
        return Optional.ofNullable(asOf.get(topic)).filter(Instant.EPOCH::isBefore);
    }

    /** Whether everything that others committed before this instant, and told in this topic, is known here. */
    public boolean isCompleteUntil(String topic, Instant instant) {
        return asOf(topic).filter(known -> !known.isBefore(instant)).isPresent();
    }

    /** Whether the view lags more than the configured limit, so that what is missing may just not have arrived. */
    public boolean isBehind() {
        Instant limit = clock.instant().minus(config.lagLimit());
        return asOf().filter(known -> !known.isBefore(limit)).isEmpty();
    }

    boolean isCaughtUpOnce() {
        return caughtUpOnce;
    }

    void caughtUpOnce() {
        caughtUpOnce = true;
    }

    /** Takes note of all topics at once; the epoch stands for one that was never heard of. */
    void completeUntil(Map<String, Instant> byTopic) {
        asOf = Map.copyOf(byTopic);
    }
}
