package io.partnersupport.entitlement.application;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Versioned;
import io.partnersupport.entitlement.domain.partner.Partners;
import io.partnersupport.entitlement.domain.plan.PaidPlan;
import io.partnersupport.entitlement.domain.plan.PaidPlans;
import io.partnersupport.entitlement.domain.plan.PlanRules;
import io.partnersupport.entitlement.domain.plan.PlanRules.NewPlan;
import io.partnersupport.entitlement.domain.plan.PlanRules.PlanDecision;
import io.partnersupport.entitlement.domain.plan.PlanTerms;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Records the plans that a partner pays for, and withdraws them. */
@ApplicationScoped
public class RecordPlan {
    private final Partners partners;
    private final PaidPlans plans;
    private final EntitlementEvents events;
    private final Clock clock;
    private final List<PlanTerms> catalogue = ShippedPlans.read();

    RecordPlan(Partners partners, PaidPlans plans, EntitlementEvents events, Clock clock) {
        this.partners = partners;
        this.plans = plans;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Decides on a plan.
     *
     * @param endsOn its last covered day
     * @return empty if there is no such partner
     */
    @Transactional
    public Optional<PlanDecision> record(PartnerId partner, String plan, LocalDate startsOn, LocalDate endsOn) {
        Instant now = clock.instant();
        return partners.locked(partner).map(locked -> {
            PlanDecision decision = PlanRules.decide(new NewPlan(
                    Ids.next(now),
                    partner,
                    catalogue.stream()
                            .filter(terms -> terms.plan().equals(plan))
                            .findFirst(),
                    startsOn,
                    endsOn,
                    plans.of(partner, plan),
                    now));
            decision.plan().ifPresent(recorded -> events.planChanged(recorded, plans.add(recorded)));
            return decision;
        });
    }

    /** Withdraws a plan as it was read; returns false if somebody else has done so in between. */
    @Transactional
    public boolean withdraw(Versioned<PaidPlan> plan) {
        PaidPlan withdrawn = plan.state().withdraw();
        OptionalLong sequence = plans.replace(new Versioned<>(withdrawn, plan.sequence()));
        sequence.ifPresent(raised -> events.planChanged(withdrawn, raised));
        return sequence.isPresent();
    }
}
