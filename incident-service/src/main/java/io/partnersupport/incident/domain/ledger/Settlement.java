package io.partnersupport.incident.domain.ledger;

import static java.util.Comparator.comparing;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ledger.KnownContract.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What the ledger of a contract should say minus what it says: every line is granted once, and topped up when it grants
 * more; what was spent on a superseded line stays spent on its successor (E-3); what is left of a line that is
 * superseded, withdrawn, gone or expired is taken back.
 */
public final class Settlement extends Posting {
    /** Until the end is surely over, so that a clock that was ahead takes nothing away. */
    static final Duration GRACE = Duration.ofDays(1);

    private static final String ACTOR = "incident-service";

    private Settlement(List<Balance> known, Supplier<UUID> ids, Instant at) {
        super(known, ACTOR, ids, at);
    }

    /**
     * Settles a contract; settling it again finds nothing to do.
     *
     * @param known the balances of its lines, as far as there are any
     */
    public static Settlement of(KnownContract contract, List<Balance> known, Supplier<UUID> ids, Instant at) {
        Settlement settlement = new Settlement(known, ids, at);
        contract.lines().forEach(line -> settlement.grant(contract, line));
        contract.lines().forEach(settlement::extend);
        // the oldest of a chain first, so that what it hands on is handed on again
        contract.lines().stream()
                .sorted(comparing(contract::successors).reversed())
                .forEach(line -> line.supersededBy()
                        .flatMap(contract::line)
                        .ifPresent(successor -> settlement.supersede(line, successor)));
        contract.lines().forEach(line -> settlement.closeIfOver(contract, line));
        return settlement;
    }

    /** What ended before this has surely expired. */
    public static Instant expiredBefore(Instant now) {
        return now.minus(GRACE);
    }

    private void grant(KnownContract contract, Line line) {
        Balance balance = balance(line.benefitId());
        if (balance == null) {
            enter(Balance.granted(contract, line), EntryKind.GRANTED, line.granted(), EntryReason.BENEFIT_ACTIVATED);
        } else if (grantsMore(line, balance) && !balance.isClosed()) {
            OptionalLong more = line.granted().isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(
                            line.granted().getAsLong() - balance.granted().getAsLong());
            enter(balance.topUp(line.granted()), EntryKind.GRANTED, more, EntryReason.TOPPED_UP);
        }
    }

    /** What was granted is never taken back by granting less: it may be spent already. */
    private static boolean grantsMore(Line line, Balance balance) {
        return !balance.isUnlimited()
                && (line.granted().isEmpty()
                        || line.granted().getAsLong() > balance.granted().getAsLong());
    }

    private void extend(Line line) {
        Balance balance = balance(line.benefitId());
        if (balance.endsAt().filter(line.endsAt()::equals).isEmpty()) {
            replace(balance.endingAt(line.endsAt()));
        }
        if (balance.isClosedBecause(EntryReason.EXPIRED) && !isOver(line)) {
            enter(
                    balance(line.benefitId()).reopen(),
                    EntryKind.WITHDRAWN,
                    OptionalLong.of(-balance.withdrawn()),
                    EntryReason.EXTENDED);
        }
    }

    private boolean isOver(Line line) {
        return !line.endsAt().isAfter(expiredBefore(at()));
    }

    private void supersede(Line line, Line successor) {
        Balance old = balance(line.benefitId());
        Balance better = balance(successor.benefitId());
        if (old.isClosed() || better.isClosed()) {
            return;
        }
        close(line.benefitId(), EntryReason.SUPERSEDED);
        long carried = Math.min(old.used(), better.remaining().orElse(Long.MAX_VALUE));
        if (carried > 0) {
            enter(
                    better.spend(carried),
                    EntryKind.SPENT,
                    OptionalLong.of(carried),
                    EntryReason.CARRIED_OVER,
                    Optional.empty(),
                    Optional.of(line.benefitId()),
                    Optional.empty());
        }
    }

    private void closeIfOver(KnownContract contract, Line line) {
        if (contract.withdrawn() || line.withdrawn()) {
            close(line.benefitId(), EntryReason.CONTRACT_WITHDRAWN);
        } else if (line.removed()) {
            close(line.benefitId(), EntryReason.LINE_REMOVED);
        } else if (isOver(line)) {
            close(line.benefitId(), EntryReason.EXPIRED);
        }
    }

    private void close(BenefitId id, EntryReason reason) {
        Balance balance = balance(id);
        if (!balance.isClosed()) {
            enter(balance.close(at(), reason), EntryKind.WITHDRAWN, balance.remaining(), reason);
        }
    }

    private void enter(Balance after, EntryKind kind, OptionalLong units, EntryReason reason) {
        enter(after, kind, units, reason, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
