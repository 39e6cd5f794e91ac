package io.partnersupport.incident.domain.plan;

import java.util.Comparator;
import java.util.List;

/** The plan that is used when several could be, and why that one (I-5). */
public record PlanChoice(SupportPlan plan, ChosenBecause because) {
    private static final Comparator<SupportPlan> FIRST_TO_END = Comparator.comparing(SupportPlan::endsAt)
            .thenComparing(plan -> plan.id().value());
    private static final Comparator<SupportPlan> UNCOUNTED_FIRST =
            Comparator.comparing((SupportPlan plan) -> !plan.units().areUnlimited());
    /** Where it can be used it is meant to be (I-9). */
    private static final Comparator<SupportPlan> CSP_FIRST =
            Comparator.comparing(plan -> plan.type() != PlanType.CLOUD_SOLUTION_PROVIDER);

    /** Chooses among at least one usable plan. */
    public static PlanChoice among(List<SupportPlan> usable, boolean preferCounted) {
        Comparator<SupportPlan> kind = preferCounted ? UNCOUNTED_FIRST.reversed() : UNCOUNTED_FIRST;
        SupportPlan chosen = usable.stream()
                .min(kind.thenComparing(CSP_FIRST).thenComparing(FIRST_TO_END))
                .orElseThrow();
        return new PlanChoice(chosen, why(chosen, usable));
    }

    private static ChosenBecause why(SupportPlan chosen, List<SupportPlan> usable) {
        if (usable.size() == 1) {
            return ChosenBecause.ONLY_USABLE_PLAN;
        }
        if (chosen.units().areUnlimited()) {
            return ChosenBecause.UNCOUNTED_FIRST;
        }
        return usable.stream().anyMatch(plan -> plan.units().areUnlimited())
                ? ChosenBecause.COUNTED_PREFERRED
                : ChosenBecause.ENDS_FIRST;
    }
}
