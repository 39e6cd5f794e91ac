package io.partnersupport.gateway.routing;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that all gathered bodies have together: many small ones fill it as well as a few large ones. */
final class Room {
    private final long size;
    private final AtomicLong taken = new AtomicLong();

    Room(long size) {
        this.size = size;
    }

    boolean take(long part) {
        if (taken.addAndGet(part) <= size) {
            return true;
        }
        taken.addAndGet(-part);
        return false;
    }

    void giveBack(long part) {
        taken.addAndGet(-part);
    }
}
