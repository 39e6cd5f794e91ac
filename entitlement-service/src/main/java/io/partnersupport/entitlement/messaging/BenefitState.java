package io.partnersupport.entitlement.messaging;

import io.partnersupport.entitlement.domain.Period;
import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.catalogue.Coverage;
import io.partnersupport.entitlement.domain.catalogue.Terms.CloudService;
import io.partnersupport.entitlement.domain.catalogue.Terms.GoToMarketOffer;
import io.partnersupport.entitlement.domain.catalogue.Terms.Software;
import io.partnersupport.entitlement.domain.catalogue.Terms.Subscription;
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
        Boolean presalesDeducts,
        Software software,
        CloudService cloudService,
        Subscription subscription,
        GoToMarketOffer goToMarket,
        boolean withdrawn,
        Instant withdrawnAt) {
    record GrantedByState(String offer, String offerName, String competencyArea, String benefitPackage) {}

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
                        benefit.grantedBy().competencyArea().orElse(null),
                        benefit.grantedBy().benefitPackage()),
                benefit.benefitYear(),
                benefit.startsAt(),
                benefit.activateBy(),
                benefit.usableUntil(),
                benefit.listed(),
                benefit.needsActivation(),
                benefit.activation().processing().name(),
                benefit.activation().expectedWithinBusinessDays(),
                benefit.covers(),
                benefit.terms().presalesDeducts(),
                benefit.terms().software(),
                benefit.terms().cloudService(),
                benefit.terms().subscription(),
                benefit.terms().goToMarket(),
                benefit.withdrawnAt().isPresent(),
                benefit.withdrawnAt().orElse(null));
    }
}
