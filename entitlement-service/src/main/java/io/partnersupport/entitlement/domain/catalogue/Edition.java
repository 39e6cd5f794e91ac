package io.partnersupport.entitlement.domain.catalogue;

import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition.Category;
import io.partnersupport.entitlement.domain.catalogue.Policies.Activation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A dated set of rules of the program: what can be bought and what that grants. A revision is never changed (E-9).
 *
 * @param effectiveTo null while no end is known
 */
public record Edition(
        String code,
        int revision,
        String name,
        Instant effectiveFrom,
        Instant effectiveTo,
        Policies policies,
        List<CompetencyArea> competencyAreas,
        List<Offer> offers,
        List<BenefitDefinition> benefits) {
    public Edition {
        competencyAreas = List.copyOf(competencyAreas);
        offers = List.copyOf(offers);
        benefits = List.copyOf(benefits);
    }

    /** How and by when an activation of such a benefit is completed. */
    public Activation activationOf(Category category) {
        return category == Category.GO_TO_MARKET
                ? new Activation(
                        policies.activation().processing(),
                        policies.goToMarket().expectedWithinBusinessDays())
                : policies.activation();
    }

    public Optional<Offer> offer(String offerCode) {
        return offers.stream().filter(offer -> offer.code().equals(offerCode)).findFirst();
    }

    public Optional<BenefitDefinition> benefit(String kind) {
        return benefits.stream().filter(benefit -> benefit.kind().equals(kind)).findFirst();
    }

    public Optional<CompetencyArea> competencyArea(String areaCode) {
        return competencyAreas.stream()
                .filter(area -> area.code().equals(areaCode))
                .findFirst();
    }
}
