package io.partnersupport.incident.domain.ledger;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.PartnerId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is left of one granted benefit, as the sum of its ledger.
 *
 * @param granted empty if there is no limit
 * @param closedAt when it was superseded or withdrawn; nothing is spent from then on
 * @param sequence also the position of its newest entry
 */
public record Balance(
        BenefitId benefitId,
        ContractRef contract,
        PartnerId partner,
        Unit unit,
        OptionalLong granted,
        long spent,
        long refunded,
        long adjusted,
        long withdrawn,
        Optional<Instant> closedAt,
        long sequence) {
    public boolean isUnlimited() {
        return granted.isEmpty();
    }

    public boolean isClosed() {
        return closedAt.isPresent();
    }

    /** What was spent and not given back. */
    public long used() {
        return spent - refunded;
    }

    /** Empty if there is no limit. */
    public OptionalLong remaining() {
        return granted.stream()
                .map(units -> units + refunded + adjusted - spent - withdrawn)
                .findFirst();
    }

    static Balance granted(KnownContract contract, KnownContract.Line line) {
        return new Balance(
                line.benefitId(),
                contract.contract(),
                contract.partner(),
                line.unit(),
                line.granted(),
                0,
                0,
                0,
                0,
                Optional.empty(),
                1);
    }

    Balance spend(long units) {
        return new Balance(
                benefitId,
                contract,
                partner,
                unit,
                granted,
                spent + units,
                refunded,
                adjusted,
                withdrawn,
                closedAt,
                sequence + 1);
    }

    /** Takes back whatever is left. */
    Balance close(Instant at) {
        return new Balance(
                benefitId,
                contract,
                partner,
                unit,
                granted,
                spent,
                refunded,
                adjusted,
                withdrawn + remaining().orElse(0),
                Optional.of(at),
                sequence + 1);
    }
}
