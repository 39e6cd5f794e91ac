package io.partnersupport.entitlement.domain.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * One cell of the edition's table: what one offer grants in some areas.
 *
 * @param quantity units, or null where {@code unlimited}
 * @param presalesDeducts whether presales consultations take hours away, too; only of advisory benefits
 * @param aliases other names by which people know the benefit when this rule grants it
 */
public record GrantRule(
        String offer, Areas areas, Integer quantity, boolean unlimited, boolean presalesDeducts, List<String> aliases) {
    public GrantRule {
        if (unlimited == (quantity != null)) {
            throw new IllegalArgumentException("A grant is either unlimited or has a quantity");
        }
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
    }

    /** Which competency areas a rule speaks of. */
    public enum Areas {
        ANY,
        CLOUD,
        OTHER
    }

    boolean appliesTo(Offer bought, Optional<CompetencyArea> area) {
        return offer.equals(bought.code())
                && switch (areas) {
                    case ANY -> true;
                    case CLOUD -> area.filter(CompetencyArea::cloud).isPresent();
                    case OTHER -> area.filter(competency -> !competency.cloud()).isPresent();
                };
    }

    public Quantity amount() {
        return unlimited ? Quantity.UNLIMITED : Quantity.of(quantity);
    }
}
