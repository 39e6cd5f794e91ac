package io.partnersupport.linking.domain.contract;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One activated benefit on a contract.
 *
 * @param units empty if unlimited
 * @param supersededAt since when a better grant replaces it (E-3)
 * @param productKinds the kinds of products that it covers
 */
public record ContractLine(
        BenefitId benefitId,
        String name,
        Optional<Units> units,
        Instant startsAt,
        Instant endsAt,
        Optional<Instant> supersededAt,
        Set<String> productKinds) {
    public ContractLine {
        productKinds = Set.copyOf(productKinds);
    }

    boolean isSuperseded(Instant at) {
        return supersededAt.filter(since -> !at.isBefore(since)).isPresent();
    }

    public boolean hasStarted(Instant at) {
        return !at.isBefore(startsAt);
    }

    public boolean hasEnded(Instant at) {
        return !at.isBefore(endsAt);
    }

    public boolean isExhausted() {
        return units.filter(counted -> counted.remaining() <= 0).isPresent();
    }

    public boolean covers(Portal portal) {
        return productKinds.contains(portal.name());
    }
}
