package io.partnersupport.entitlement.domain;

import java.time.Instant;

/** A stretch of time: from its first instant up to, and without, its last. */
public record Period(Instant from, Instant until) {
    public Period {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("A period must end after it begins");
        }
    }

    public boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
