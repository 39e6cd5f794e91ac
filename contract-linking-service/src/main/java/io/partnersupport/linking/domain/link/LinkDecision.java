package io.partnersupport.linking.domain.link;

import java.util.List;

/** The answer to an account that has shown to know the pair of a contract. */
public sealed interface LinkDecision {
    /** A link that is yet to be stored. */
    record Linked(ContractLink link) implements LinkDecision {}

    /** The link that the account has had all along. */
    record AlreadyLinked(ContractLink link) implements LinkDecision {}

    /** All reasons, the weightiest first. */
    record Refused(List<Refusal> reasons) implements LinkDecision {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }
}
