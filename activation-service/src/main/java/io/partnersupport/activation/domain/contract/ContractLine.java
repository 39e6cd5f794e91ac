package io.partnersupport.activation.domain.contract;

import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.Covers;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.benefit.Quantity;
import java.time.Instant;
import java.util.Optional;

/** One activated benefit on a contract. */
public record ContractLine(
        BenefitId benefitId,
        String kind,
        String name,
        String unit,
        Quantity granted,
        Instant startsAt,
        Instant endsAt,
        Covers covers,
        Optional<Supersession> supersededBy) {

    /** The better grant that took a line's place, and when (E-3). */
    public record Supersession(BenefitId benefitId, Instant at) {}

    public static ContractLine of(GrantedBenefit benefit, Instant activatedAt) {
        return new ContractLine(
                benefit.id(),
                benefit.kind(),
                benefit.name(),
                benefit.unit(),
                benefit.quantity(),
                activatedAt,
                benefit.usableUntil(),
                benefit.covers(),
                Optional.empty());
    }

    /** Grants of one kind do not add up: one that is not better gives way, also an equal one that ends earlier. */
    boolean givesWayTo(ContractLine added) {
        return kind.equals(added.kind)
                && supersededBy.isEmpty()
                && added.startsAt.isBefore(endsAt)
                && granted.compareTo(added.granted) <= 0;
    }

    ContractLine supersededBy(ContractLine added) {
        return new ContractLine(
                benefitId,
                kind,
                name,
                unit,
                granted,
                startsAt,
                endsAt,
                covers,
                Optional.of(new Supersession(added.benefitId, added.startsAt)));
    }
}
