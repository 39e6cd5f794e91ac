package io.partnersupport.kit.event;

import java.util.List;

/**
 * This service's own view of another service's aggregates. It only stores; whatever must <em>happen</em> because of
 * an event is a {@link Reaction}.
 *
 * @param <S> a record with only the fields that this service uses
 */
public interface StateProjection<S> {
    String topic();

    Class<S> stateType();

    /** Whether it is a topic of facts, which has no heartbeats and so says nothing of how complete the view is. */
    default boolean isOfFacts() {
        return false;
    }

    /**
     * Where the view is kept. A rebuild writes these rows again, also where the sequence is the same, and removes those
     * whose key the topic does not know; without tables it only takes the events again. So here belongs nothing that
     * the service decided itself, nor what a topic forgets.
     */
    default List<ProjectionTable> tables() {
        return List.of();
    }

    /**
     * Stores the states whose sequence is greater than the stored one, and leaves the rest as it is. Runs in a
     * transaction, perhaps more than once with the same events.
     *
     * @param newest the newest state per key, sorted by key so that concurrent instances lock in one order
     */
    void apply(List<StateEvent<S>> newest);
}
