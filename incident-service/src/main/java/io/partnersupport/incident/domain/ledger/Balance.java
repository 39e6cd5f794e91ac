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
 * @param contract empty for hours, which have none
 * @param granted empty if there is no limit
 * @param endsAt until when it can be used
 * @param closed why nothing is spent any more; empty while something is
 * @param sequence also the position of its newest entry
 */
public record Balance(
        BenefitId benefitId,
        Optional<ContractRef> contract,
        PartnerId partner,
        Unit unit,
        OptionalLong granted,
        long spent,
        long refunded,
        long adjusted,
        long withdrawn,
        Optional<Instant> endsAt,
        Optional<Closed> closed,
        long sequence) {

    /** When and why it was superseded, withdrawn or expired. */
    public record Closed(Instant at, EntryReason because) {}

    public boolean isUnlimited() {
        return granted.isEmpty();
    }

    public boolean isClosed() {
        return closed.isPresent();
    }

    boolean isClosedBecause(EntryReason reason) {
        return closed.filter(it -> it.because() == reason).isPresent();
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
                Optional.of(line.endsAt()),
                Optional.empty(),
                1);
    }

    Balance spend(long units) {
        return next(granted, spent + units, refunded, adjusted, withdrawn, closed);
    }

    Balance refund(long units) {
        return next(granted, spent, refunded + units, adjusted, withdrawn, closed);
    }

    Balance adjust(long units) {
        return next(granted, spent, refunded, adjusted + units, withdrawn, closed);
    }

    Balance withdraw(long units) {
        return next(granted, spent, refunded, adjusted, withdrawn + units, closed);
    }

    /** With a higher grant, or none that limits it. */
    Balance topUp(OptionalLong higher) {
        return next(higher, spent, refunded, adjusted, withdrawn, closed);
    }

    /** Takes back whatever is left. */
    Balance close(Instant at, EntryReason because) {
        return next(
                granted,
                spent,
                refunded,
                adjusted,
                withdrawn + remaining().orElse(0),
                Optional.of(new Closed(at, because)));
    }

    /** Gives back what was taken when it expired. */
    Balance reopen() {
        return next(granted, spent, refunded, adjusted, 0, Optional.empty());
    }

    /** Another end is no entry of the ledger. */
    Balance endingAt(Instant end) {
        return new Balance(
                benefitId,
                contract,
                partner,
                unit,
                granted,
                spent,
                refunded,
                adjusted,
                withdrawn,
                Optional.of(end),
                closed,
                sequence);
    }

    private Balance next(
            OptionalLong newGranted,
            long newSpent,
            long newRefunded,
            long newAdjusted,
            long newWithdrawn,
            Optional<Closed> newClosed) {
        return new Balance(
                benefitId,
                contract,
                partner,
                unit,
                newGranted,
                newSpent,
                newRefunded,
                newAdjusted,
                newWithdrawn,
                endsAt,
                newClosed,
                sequence + 1);
    }
}
