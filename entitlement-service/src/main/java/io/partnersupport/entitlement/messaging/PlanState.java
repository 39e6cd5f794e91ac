package io.partnersupport.entitlement.messaging;

import io.partnersupport.entitlement.domain.catalogue.Coverage;
import io.partnersupport.entitlement.domain.plan.PaidPlan;
import java.time.Instant;
import java.util.UUID;

record PlanState(
        UUID planId,
        String partnerId,
        String plan,
        String name,
        int rank,
        Instant startsAt,
        Instant endsAt,
        boolean needsActivation,
        String linkPolicy,
        Coverage covers,
        boolean withdrawn) {
    static PlanState from(PaidPlan plan) {
        return new PlanState(
                plan.id(),
                plan.partnerId().value(),
                plan.terms().plan(),
                plan.terms().name(),
                plan.terms().rank(),
                plan.period().from(),
                plan.period().until(),
                plan.terms().needsActivation(),
                plan.terms().linkPolicy(),
                plan.terms().covers(),
                plan.withdrawn());
    }
}
