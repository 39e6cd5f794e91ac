package io.partnersupport.entitlement.domain;

import java.util.List;
import java.util.OptionalLong;

/**
 * What became of a wish to add or change something.
 *
 * @param <T> what is changed
 * @param <R> the reasons against it
 */
public sealed interface Outcome<T, R extends Enum<R>> {
    /** It is done; this is how it is now. */
    record Done<T, R extends Enum<R>>(Versioned<T> now) implements Outcome<T, R> {}

    /** Refused for all these reasons. */
    record Refused<T, R extends Enum<R>>(List<R> reasons) implements Outcome<T, R> {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /** Somebody else changed or removed it in between. */
    record ChangedMeanwhile<T, R extends Enum<R>>() implements Outcome<T, R> {}

    /** The outcome of storing a state that raised the sequence, or did not because it was stale. */
    static <T, R extends Enum<R>> Outcome<T, R> of(T state, OptionalLong sequence) {
        return sequence.isPresent()
                ? new Done<>(new Versioned<>(state, sequence.getAsLong()))
                : new ChangedMeanwhile<>();
    }
}
