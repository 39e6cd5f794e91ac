package io.partnersupport.entitlement.domain.catalogue;

import java.util.List;
import java.util.Optional;

/** One kind of benefit of an edition and who gets how much of it. */
public record BenefitDefinition(
        String kind,
        String name,
        Category category,
        Unit unit,
        boolean needsActivation,
        Coverage covers,
        List<GrantRule> grants) {
    public BenefitDefinition {
        grants = List.copyOf(grants);
    }

    /** What the benefit is for. */
    public enum Category {
        TECHNICAL_SUPPORT,
        ADVISORY
    }

    /** What is counted. */
    public enum Unit {
        INCIDENT,
        HOUR
    }

    /** How much an offer grants, with its competency area where it has one; empty where it grants nothing (E-1). */
    public Optional<Quantity> granted(Offer offer, Optional<CompetencyArea> area) {
        return grants.stream()
                .filter(rule -> rule.appliesTo(offer, area))
                .map(GrantRule::amount)
                .max(Quantity::compareTo);
    }
}
