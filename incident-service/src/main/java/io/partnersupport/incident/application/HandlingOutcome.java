package io.partnersupport.incident.application;

import io.partnersupport.incident.domain.lifecycle.ActRefusal;
import io.partnersupport.incident.domain.lifecycle.Communication;
import io.partnersupport.incident.domain.lifecycle.HandledIncident;
import java.util.List;
import java.util.Optional;

/** What became of somebody's wish to do something to an incident. */
public sealed interface HandlingOutcome {
    /**
     * It is done.
     *
     * @param communication what was written, if the act is writing
     */
    record Handled(HandledIncident incident, Optional<Communication> communication) implements HandlingOutcome {}

    /** The rules are against it. */
    record Refused(List<ActRefusal> refusals, HandledIncident incident) implements HandlingOutcome {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /** There is no such incident for this caller. */
    record NotFound() implements HandlingOutcome {}

    /** It is not the version that the caller has read. */
    record ChangedMeanwhile() implements HandlingOutcome {}

    /** The edition that decides it has not arrived here yet. */
    record PolicyUnknown() implements HandlingOutcome {}
}
