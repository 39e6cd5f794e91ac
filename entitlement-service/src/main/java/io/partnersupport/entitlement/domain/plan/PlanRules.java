package io.partnersupport.entitlement.domain.plan;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whether a paid plan may be recorded (E-14). */
public final class PlanRules {
    /** Dates further away than this are more likely mistyped. */
    static final int YEARS_AROUND_TODAY = 10;

    private PlanRules() {}

    /** Why a plan is refused. */
    public enum Refusal {
        UNKNOWN_PAID_PLAN,
        PLAN_ENDS_BEFORE_IT_STARTS,
        PLAN_DATES_TOO_FAR_AWAY,
        PLAN_OVERLAPS
    }

    /**
     * What is to be recorded, and everything that the decision depends on.
     *
     * @param terms the catalogue's terms of the plan; empty if it has none of that code
     * @param others the partner's other plans of that kind
     */
    public record NewPlan(
            UUID id,
            PartnerId partnerId,
            Optional<PlanTerms> terms,
            LocalDate startsOn,
            LocalDate endsOn,
            List<PaidPlan> others,
            Instant at) {
        public NewPlan {
            others = List.copyOf(others);
        }
    }

    /** Either a plan or every reason against it. */
    public record PlanDecision(Optional<PaidPlan> plan, List<Refusal> refusals) {
        public PlanDecision {
            refusals = List.copyOf(refusals);
        }
    }

    public static PlanDecision decide(NewPlan wanted) {
        List<Refusal> refusals = new ArrayList<>();
        if (wanted.terms().isEmpty()) {
            refusals.add(Refusal.UNKNOWN_PAID_PLAN);
        }
        boolean ordered = !wanted.endsOn().isBefore(wanted.startsOn());
        if (!ordered) {
            refusals.add(Refusal.PLAN_ENDS_BEFORE_IT_STARTS);
        }
        LocalDate today = LocalDate.ofInstant(wanted.at(), ZoneOffset.UTC);
        if (wanted.startsOn().isBefore(today.minusYears(YEARS_AROUND_TODAY))
                || wanted.endsOn().isAfter(today.plusYears(YEARS_AROUND_TODAY))) {
            refusals.add(Refusal.PLAN_DATES_TOO_FAR_AWAY);
        }
        if (ordered && wanted.others().stream().anyMatch(other -> overlaps(other.period(), wanted))) {
            refusals.add(Refusal.PLAN_OVERLAPS);
        }
        return refusals.isEmpty()
                ? new PlanDecision(
                        Optional.of(new PaidPlan(
                                wanted.id(), wanted.partnerId(), wanted.terms().get(), periodOf(wanted), false)),
                        List.of())
                : new PlanDecision(Optional.empty(), refusals);
    }

    private static boolean overlaps(Period period, NewPlan wanted) {
        Period other = periodOf(wanted);
        return period.from().isBefore(other.until()) && other.from().isBefore(period.until());
    }

    private static Period periodOf(NewPlan wanted) {
        return PaidPlan.period(wanted.startsOn(), wanted.endsOn());
    }
}
