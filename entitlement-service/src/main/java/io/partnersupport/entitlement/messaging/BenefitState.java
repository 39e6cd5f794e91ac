package io.partnersupport.entitlement.messaging;

import io.partnersupport.entitlement.domain.Period;
import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.catalogue.Coverage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

record BenefitState(
        UUID benefitId,
        String partnerId,
        UUID membershipId,
        String kind,
        String name,
        String category,
        String unit,
        Integer quantity,
        boolean unlimited,
        GrantedByState grantedBy,
        int benefitYear,
        Instant startsAt,
        Instant activateBy,
        Instant usableUntil,
        List<Period> listed,
        boolean needsActivation,
        String processing,
        int expectedWithinBusinessDays,
        Coverage covers,
        boolean withdrawn) {
    record GrantedByState(String offer, String offerName, String competencyArea) {}

    static BenefitState from(Benefit benefit) {
        return new BenefitState(
                benefit.id(),
                benefit.partnerId().value(),
                benefit.grantedBy().membershipId(),
                benefit.kind(),
                benefit.name(),
                benefit.category().name(),
                benefit.unit().name(),
                benefit.quantity().isUnlimited()
                        ? null
                        : benefit.quantity().units().getAsInt(),
                benefit.quantity().isUnlimited(),
                new GrantedByState(
                        benefit.grantedBy().offer(),
                        benefit.grantedBy().offerName(),
                        benefit.grantedBy().competencyArea().orElse(null)),
                benefit.benefitYear(),
                benefit.startsAt(),
                benefit.activateBy(),
                benefit.usableUntil(),
                benefit.listed(),
                benefit.needsActivation(),
                benefit.activation().processing().name(),
                benefit.activation().expectedWithinBusinessDays(),
                benefit.covers(),
                false);
    }
}
