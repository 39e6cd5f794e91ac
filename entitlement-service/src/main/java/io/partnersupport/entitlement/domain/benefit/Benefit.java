package io.partnersupport.entitlement.domain.benefit;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Period;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition.BenefitUnit;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition.Category;
import io.partnersupport.entitlement.domain.catalogue.Coverage;
import io.partnersupport.entitlement.domain.catalogue.Policies.Activation;
import io.partnersupport.entitlement.domain.catalogue.Quantity;
import io.partnersupport.entitlement.domain.catalogue.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What one membership grants of one kind of benefit (E-3).
 *
 * @param benefitYear the partner's year in the program that it belongs to, counted from 1
 * @param activateBy the end of the membership (E-7)
 * @param usableUntil the end of the renewal window (E-7)
 * @param withdrawnAt since when it cannot be used any more, because its membership was cancelled
 * @param listed when it is the partner's best grant of its kind, as instants that do not age
 */
public record Benefit(
        UUID id,
        PartnerId partnerId,
        String kind,
        String name,
        Category category,
        BenefitUnit unit,
        Quantity quantity,
        GrantedBy grantedBy,
        int benefitYear,
        Instant startsAt,
        Instant activateBy,
        Instant usableUntil,
        Activation activation,
        Coverage covers,
        Terms terms,
        Optional<Instant> withdrawnAt,
        List<Period> listed) {
    public Benefit {
        listed = List.copyOf(listed);
    }

    /** The membership that is the reason for the grant, and the name of the package that the benefit belongs to. */
    public record GrantedBy(
            UUID membershipId,
            String offer,
            String offerName,
            Optional<String> competencyArea,
            String benefitPackage) {}

    public boolean needsActivation() {
        return category.needsActivation();
    }

    /** Whether the partner sees this grant, rather than a better one, at that instant. */
    public boolean isListed(Instant at) {
        return listed.stream().anyMatch(period -> period.contains(at));
    }

    /** Whether only the renewal window is left of it (E-5). */
    public boolean isInRenewalWindow(Instant at) {
        return !at.isBefore(activateBy) && at.isBefore(usableUntil);
    }

    public boolean isUsable(Instant at) {
        return !at.isBefore(startsAt) && at.isBefore(usableUntil) && !isWithdrawn(at);
    }

    public boolean isWithdrawn(Instant at) {
        return withdrawnAt.filter(withdrawn -> !at.isBefore(withdrawn)).isPresent();
    }

    /** The same grant, not usable from that instant on; what is withdrawn already stays so since then. */
    public Benefit withdrawn(Instant at) {
        return copy(withdrawnAt.or(() -> Optional.of(at)), listed);
    }

    Benefit listedIn(List<Period> periods) {
        return copy(withdrawnAt, periods);
    }

    private Benefit copy(Optional<Instant> withdrawn, List<Period> periods) {
        return new Benefit(
                id,
                partnerId,
                kind,
                name,
                category,
                unit,
                quantity,
                grantedBy,
                benefitYear,
                startsAt,
                activateBy,
                usableUntil,
                activation,
                covers,
                terms,
                withdrawn,
                periods);
    }
}
