package io.partnersupport.kit.event;

import java.util.Collection;
import java.util.Optional;

/** The states behind one topic, which can be announced again to readers that lost or never had them. */
public interface RepublishedStates {
    String topic();

    /** How many aggregates there are. */
    long count();

    /**
     * Raises the sequence of the next aggregates in the order of their keys and adds their states to the outbox, in the
     * running transaction.
     *
     * @param key the last one done, or empty text
     * @return the last one of this batch; empty if there was none left
     */
    Optional<Batch> republishAfter(String key, int limit);

    /** What one batch did. */
    record Batch(String lastKey, int size) {
        /** Of the keys in their order; empty if there are none. */
        public static Optional<Batch> of(Collection<String> keys) {
            return keys.stream().reduce((first, second) -> second).map(last -> new Batch(last, keys.size()));
        }
    }
}
