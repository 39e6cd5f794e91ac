package io.partnersupport.kit.persistence;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time-ordered identifiers: UUID version 7 (RFC 9562), so that new rows land at the end of their index. Those of one
 * process rise even within a millisecond (its method 1), and while a clock is set back by less than a second.
 */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int COUNTER_BITS = 12;
    private static final long FORGIVEN_MILLIS = 1_000;
    /** Milliseconds and counter of the newest one. */
    private static final AtomicLong LAST = new AtomicLong();

    private Ids() {}

    public static UUID next(Instant at) {
        // half of the counter is left for those of the same millisecond
        long first = at.toEpochMilli() << COUNTER_BITS | RANDOM.nextInt(1 << COUNTER_BITS - 1);
        long stamp = LAST.accumulateAndGet(first, Ids::following);
        long high = (stamp >>> COUNTER_BITS) << 16 | 0x7000 | stamp & (1 << COUNTER_BITS) - 1;
        long low = (RANDOM.nextLong() >>> 2) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private static long following(long before, long now) {
        long ahead = (before >>> COUNTER_BITS) - (now >>> COUNTER_BITS);
        return ahead >= 0 && ahead < FORGIVEN_MILLIS ? before + 1 : now;
    }
}
