package io.partnersupport.entitlement.domain;

import java.util.Map;

/** The aggregates of each kind in the order of their keys, to be announced again. */
public interface AllStates {
    long count(Class<?> kind);

    /**
     * Raises the sequences of the next aggregates of a kind.
     *
     * @param after the last key done, or empty text
     * @return their states by key, in the order of the keys
     */
    <T> Map<String, Versioned<T>> raiseNext(Class<T> kind, String after, int limit);
}
