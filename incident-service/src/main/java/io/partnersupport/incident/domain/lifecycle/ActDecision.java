package io.partnersupport.incident.domain.lifecycle;

import java.util.List;

/** Whether something may be done to an incident. */
public sealed interface ActDecision {
    /** It is done; this is how far the incident has come then. */
    record Done(Progress progress) implements ActDecision {}

    /** It may not be done: all reasons; never empty. */
    record Refused(List<ActRefusal> refusals) implements ActDecision {
        public Refused {
            refusals = List.copyOf(refusals);
            if (refusals.isEmpty()) {
                throw new IllegalArgumentException("A refusal has a reason");
            }
        }
    }
}
