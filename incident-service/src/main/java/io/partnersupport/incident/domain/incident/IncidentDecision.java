package io.partnersupport.incident.domain.incident;

import io.partnersupport.incident.domain.plan.ChosenBecause;
import io.partnersupport.incident.domain.plan.Situation;
import io.partnersupport.incident.domain.plan.SupportPlan;
import io.partnersupport.incident.domain.product.Product;
import io.partnersupport.incident.domain.response.ResponseTarget;
import java.util.List;
import java.util.Optional;

/** Whether an incident may be opened. */
public sealed interface IncidentDecision {
    /**
     * It may be opened.
     *
     * @param plan under which; empty if none is needed
     */
    record Accepted(Optional<SupportPlan> plan, ChosenBecause because, ResponseTarget responseTarget)
            implements IncidentDecision {
        /** A unit of a contract's line, also of an unlimited one, so that its use is known. */
        public long units() {
            return plan.flatMap(SupportPlan::benefit).isPresent() ? 1 : 0;
        }
    }

    /**
     * It may not be opened.
     *
     * @param objections all that speaks against it, the weightiest first; never empty
     * @param situation in which it was decided
     */
    record Refused(List<Objection> objections, Situation situation) implements IncidentDecision, OpeningOutcome {
        public Refused {
            objections = List.copyOf(objections);
            if (objections.isEmpty()) {
                throw new IllegalArgumentException("A refusal has a reason");
            }
        }

        public Optional<Product> product() {
            return situation.product();
        }
    }
}
