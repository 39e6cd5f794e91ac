package io.partnersupport.incident.domain.incident;

import io.partnersupport.incident.domain.Refusal;
import io.partnersupport.incident.domain.plan.SupportPlan;
import java.util.Optional;

/**
 * One reason against a request.
 *
 * @param plan the plan that it is about; empty if it is about the request itself
 */
public record Objection(Refusal refusal, Optional<SupportPlan> plan) {
    public static Objection of(Refusal refusal) {
        return new Objection(refusal, Optional.empty());
    }
}
