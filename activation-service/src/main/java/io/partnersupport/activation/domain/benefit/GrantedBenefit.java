package io.partnersupport.activation.domain.benefit;

import io.partnersupport.activation.domain.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * What one membership grants of one kind of benefit, or a Premier plan, which is activated like one (E-14).
 *
 * @param benefitYear empty for a paid plan, which is not granted by a membership
 * @param activateBy the first instant at which it can no longer be activated (E-7)
 * @param usableUntil the first instant at which it can no longer be used (E-7)
 * @param listed when it is the partner's best grant of its kind (E-3)
 */
public record GrantedBenefit(
        BenefitId id,
        PartnerId partnerId,
        String kind,
        String name,
        String unit,
        Quantity quantity,
        OptionalInt benefitYear,
        Instant startsAt,
        Instant activateBy,
        Instant usableUntil,
        List<Period> listed,
        boolean needsActivation,
        Processing processing,
        int expectedWithinBusinessDays,
        Covers covers,
        boolean withdrawn) {
    public GrantedBenefit {
        listed = List.copyOf(listed);
    }

    public boolean isListed(Instant at) {
        return listed.stream().anyMatch(period -> period.contains(at));
    }

    public boolean isUsable(Instant at) {
        return !withdrawn && new Period(startsAt, usableUntil).contains(at);
    }
}
