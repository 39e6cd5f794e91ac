package io.partnersupport.incident.domain.incident;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.PlanId;
import io.partnersupport.incident.domain.plan.ChosenBecause;
import io.partnersupport.incident.domain.plan.PlanType;
import io.partnersupport.incident.domain.plan.SupportPlan;
import io.partnersupport.incident.domain.response.ResponseTarget;
import java.time.Instant;
import java.util.Optional;

/**
 * An incident that was accepted and is about to be opened, if its plan still has the units.
 *
 * @param units that it takes from the plan
 * @param responseTarget when somebody answers at the latest; it changes with the severity
 */
public record Opening(
        IncidentId id,
        Opener opener,
        IncidentRequest request,
        Optional<PlanUsed> plan,
        ChosenBecause because,
        long units,
        ResponseTarget responseTarget,
        Instant openedAt) {
    /** The plan under which it is opened; one that has a contract pays. */
    public record PlanUsed(PlanId id, PlanType type, String name, Optional<ContractRef> contract, PartnerId partner) {
        public static PlanUsed of(SupportPlan plan) {
            return new PlanUsed(plan.id(), plan.type(), plan.name(), plan.contract(), plan.partner());
        }

        /** What pays. */
        public Optional<BenefitId> benefitId() {
            return contract.map(any -> new BenefitId(id.value()));
        }
    }

    public static Opening of(
            IncidentId id, Opener opener, IncidentRequest request, IncidentDecision.Accepted accepted, Instant at) {
        return new Opening(
                id,
                opener,
                request,
                accepted.plan().map(PlanUsed::of),
                accepted.because(),
                accepted.units(),
                accepted.responseTarget(),
                at);
    }
}
