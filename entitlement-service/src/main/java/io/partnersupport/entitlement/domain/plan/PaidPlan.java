package io.partnersupport.entitlement.domain.plan;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Period;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** A dated plan of a partner; it is not counted (E-14). */
public record PaidPlan(UUID id, PartnerId partnerId, PlanTerms terms, Period period, boolean withdrawn) {
    /** From the beginning of the first to the end of the last day, in UTC. */
    static Period period(LocalDate startsOn, LocalDate endsOn) {
        return new Period(
                startsOn.atStartOfDay().toInstant(ZoneOffset.UTC),
                endsOn.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    public LocalDate startsOn() {
        return LocalDate.ofInstant(period.from(), ZoneOffset.UTC);
    }

    /** The last covered day. */
    public LocalDate endsOn() {
        return LocalDate.ofInstant(period.until(), ZoneOffset.UTC).minusDays(1);
    }

    public PaidPlan withdraw() {
        return new PaidPlan(id, partnerId, terms, period, true);
    }
}
