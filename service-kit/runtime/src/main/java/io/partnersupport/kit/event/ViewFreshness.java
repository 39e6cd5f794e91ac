package io.partnersupport.kit.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** How complete this service's view of the other services is. */
@ApplicationScoped
public class ViewFreshness {
    private final MessagingConfig config;
    private final Clock clock;
    private volatile Instant asOf;
    private volatile boolean caughtUpOnce;

    ViewFreshness(MessagingConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Everything that others committed before this instant is known here; empty before the first catch-up. */
    public Optional<Instant> asOf() {
        return Optional.ofNullable(asOf);
    }

    /** Whether the view lags more than the configured limit, so that what is missing may just not have arrived. */
    public boolean isBehind() {
        Instant known = asOf;
        return known == null || known.isBefore(clock.instant().minus(config.lagLimit()));
    }

    boolean isCaughtUpOnce() {
        return caughtUpOnce;
    }

    void caughtUpOnce() {
        caughtUpOnce = true;
    }

    void completeUntil(Instant instant) {
        asOf = instant;
    }
}
