package io.partnersupport.activation.domain.benefit;

import java.time.Instant;

/** A stretch of time: from its first instant up to, and without, its last. */
public record Period(Instant from, Instant until) {
    public boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
