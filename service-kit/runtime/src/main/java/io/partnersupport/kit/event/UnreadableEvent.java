package io.partnersupport.kit.event;

/** A record that is broken itself; says what of it, and never repeats what it holds. */
final class UnreadableEvent extends RuntimeException {
    UnreadableEvent(String what) {
        super(what);
    }
}
