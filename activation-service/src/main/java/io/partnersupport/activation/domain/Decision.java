package io.partnersupport.activation.domain;

import java.util.List;
import java.util.function.Function;

/**
 * The answer to somebody who wants something done.
 *
 * @param <T> what was done
 * @param <R> the reasons against it
 */
public sealed interface Decision<T, R> {
    record Accepted<T, R>(T result) implements Decision<T, R> {}

    /** Every reason against it; the first names the problem. */
    record Refused<T, R>(List<R> reasons) implements Decision<T, R> {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    static <T, R> Decision<T, R> refused(R reason) {
        return new Refused<>(List.of(reason));
    }

    /** The result, or what the caller makes of the reasons. */
    default <X extends RuntimeException> T orElseThrow(Function<List<R>, X> refusal) {
        if (this instanceof Refused<T, R> refused) {
            throw refusal.apply(refused.reasons());
        }
        return ((Accepted<T, R>) this).result();
    }
}
