package io.partnersupport.activation.domain.activation;

import java.util.List;

/** The answer to a request to activate. */
public sealed interface ActivationDecision {
    /** The activation of this benefit: a new one, or the one that somebody requested before. */
    record Accepted(Activation activation) implements ActivationDecision {}

    /** Every reason against it. */
    record Refused(List<Refusal> reasons) implements ActivationDecision {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }
}
