package io.partnersupport.linking.application;

import io.partnersupport.linking.domain.contract.Contract;
import io.partnersupport.linking.domain.link.LinkDecision;
import java.time.Instant;

/** What came of one attempt to link. */
public sealed interface LinkOutcome {
    /**
     * No contract that is known here has the pair.
     *
     * @param viewIsBehind whether it may be one that has not arrived yet, rather than a wrong pair (L-4)
     */
    record NoMatch(boolean viewIsBehind) implements LinkOutcome {}

    /** The pair is right: what was decided, on which contract, at what instant. */
    record Decided(LinkDecision decision, Contract contract, Instant at) implements LinkOutcome {}
}
