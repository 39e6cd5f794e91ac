package io.partnersupport.linking.application;

import io.partnersupport.kit.event.Reaction;
import io.partnersupport.linking.domain.attempt.Attempts;
import io.partnersupport.linking.domain.attempt.FailedAccessIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Removes attempts and failures that count no more, so that their tables do not grow (L-3). */
@ApplicationScoped
class ForgetAttempts implements Reaction {
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int BATCH = 500;

    private final Attempts attempts;
    private final FailedAccessIds failures;
    private final LinkingConfig config;
    private final Clock clock;
    private Instant last = Instant.EPOCH;

    ForgetAttempts(Attempts attempts, FailedAccessIds failures, LinkingConfig config, Clock clock) {
        this.attempts = attempts;
        this.failures = failures;
        this.config = config;
        this.clock = clock;
    }

    @Override
    @Transactional
    public int react() {
        Instant now = clock.instant();
        if (Duration.between(last, now).abs().compareTo(INTERVAL) < 0) { // also if the clock was set back
            return 0; // it is woken by every commit
        }
        int removed = attempts.forget(config.attempts().limit().countsAfter(now), BATCH)
                + failures.forget(now.minus(config.enumeration().window()), BATCH);
        if (removed < BATCH) {
            last = now;
        }
        return removed;
    }
}
