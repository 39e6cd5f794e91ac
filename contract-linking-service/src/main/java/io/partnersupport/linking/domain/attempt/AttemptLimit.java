package io.partnersupport.linking.domain.attempt;

import java.time.Duration;
import java.time.Instant;

/** So many failed pairs within so long, and an account has to wait (L-3). */
public record AttemptLimit(int attempts, Duration window) {
    public AttemptLimit {
        if (attempts < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("At least one attempt in a window longer than nothing");
        }
    }

    /** What was tried at this instant or earlier counts no more. */
    public Instant countsAfter(Instant now) {
        return now.minus(window);
    }
}
