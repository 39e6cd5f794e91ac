package io.partnersupport.activation.domain.contract;

import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.Covers;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.benefit.Quantity;
import java.time.Instant;
import java.util.Optional;

/**
 * One activated benefit on a contract.
 *
 * @param endsAt the first instant at which it can no longer be used; a withdrawn line ends when it is withdrawn
 */
public record ContractLine(
        BenefitId benefitId,
        String kind,
        String name,
        String unit,
        Quantity granted,
        Instant startsAt,
        Instant endsAt,
        Covers covers,
        Optional<Supersession> supersededBy,
        Optional<Instant> withdrawnAt) {

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
                Optional.empty(),
                Optional.empty());
    }

    /** Neither withdrawn nor superseded. */
    boolean isInPlace() {
        return withdrawnAt.isEmpty() && supersededBy.isEmpty();
    }

    /** Grants of one kind do not add up: one that is not better gives way, also an equal one that ends earlier. */
    boolean givesWayTo(ContractLine added) {
        return kind.equals(added.kind)
                && isInPlace()
                && added.startsAt.isBefore(endsAt)
                && granted.compareTo(added.granted) <= 0;
    }

    boolean gaveWayTo(BenefitId better) {
        return supersededBy.filter(line -> line.benefitId().equals(better)).isPresent();
    }

    ContractLine supersededBy(ContractLine added) {
        return with(endsAt, Optional.of(new Supersession(added.benefitId, added.startsAt)), withdrawnAt);
    }

    ContractLine restored() {
        return with(endsAt, Optional.empty(), withdrawnAt);
    }

    ContractLine withdrawn(Instant at) {
        if (withdrawnAt.isPresent()) {
            return this;
        }
        Instant withdrawal = at.isBefore(startsAt) ? startsAt : at; // a clock may have been set back
        return with(withdrawal.isBefore(endsAt) ? withdrawal : endsAt, supersededBy, Optional.of(withdrawal));
    }

    private ContractLine with(Instant end, Optional<Supersession> better, Optional<Instant> withdrawn) {
        return new ContractLine(benefitId, kind, name, unit, granted, startsAt, end, covers, better, withdrawn);
    }
}
