package io.partnersupport.gateway.routing;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps requests away from a service that has left several in a row unanswered. After a pause one request is let through
 * to see whether it is back, and so on until one is answered.
 */
final class Circuit {
    private final int threshold;
    private final long pauseNanos;
    private final LongSupplier clock;
    private int unansweredInARow;
    private long nextTryNanos;

    Circuit(int threshold, Duration pause, LongSupplier clock) {
        this.threshold = threshold;
        this.pauseNanos = pause.toNanos();
        this.clock = clock;
    }

    synchronized boolean admits() {
        if (unansweredInARow < threshold) {
            return true;
        }
        long now = clock.getAsLong();
        if (now - nextTryNanos < 0) {
            return false;
        }
        nextTryNanos = now + pauseNanos; // if nothing is heard of this one, another may try after a pause
        return true;
    }

    synchronized void answered() {
        unansweredInARow = 0;
    }

    synchronized void unanswered() {
        unansweredInARow++;
        nextTryNanos = clock.getAsLong() + pauseNanos;
    }
}
