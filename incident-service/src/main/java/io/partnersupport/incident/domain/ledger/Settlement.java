package io.partnersupport.incident.domain.ledger;

import static java.util.Comparator.comparing;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ledger.KnownContract.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What the ledger of a contract should say minus what it says: every line is granted once; what was spent on a
 * superseded line stays spent on its successor (E-3); what is left of a superseded or withdrawn line is taken back.
 */
public final class Settlement {
    private static final String ACTOR = "incident-service";

    private final Map<BenefitId, Balance> balances = new HashMap<>();
    private final Set<BenefitId> changed = new HashSet<>();
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final Supplier<UUID> ids;
    private final Instant at;

    private Settlement(List<Balance> known, Supplier<UUID> ids, Instant at) {
        known.forEach(balance -> balances.put(balance.benefitId(), balance));
        this.ids = ids;
        this.at = at;
    }

    /**
     * Settles a contract; settling it again finds nothing to do.
     *
     * @param known the balances of its lines, as far as there are any
     */
    public static Settlement of(KnownContract contract, List<Balance> known, Supplier<UUID> ids, Instant at) {
        Settlement settlement = new Settlement(known, ids, at);
        contract.lines().forEach(line -> settlement.grant(contract, line));
        // the oldest of a chain first, so that what it hands on is handed on again
        contract.lines().stream()
                .sorted(comparing(contract::successors).reversed())
                .forEach(line -> line.supersededBy()
                        .flatMap(contract::line)
                        .ifPresent(successor -> settlement.supersede(line, successor)));
        if (contract.withdrawn()) {
            contract.lines().forEach(line -> settlement.close(line.benefitId(), EntryReason.CONTRACT_WITHDRAWN));
        }
        return settlement;
    }

    /** The balances as they are after the entries. */
    public List<Balance> changed() {
        return changed.stream()
                .map(balances::get)
                .sorted(comparing(balance -> balance.benefitId().value()))
                .toList();
    }

    /** What is to be appended, in this order. */
    public List<LedgerEntry> entries() {
        return List.copyOf(entries);
    }

    private void grant(KnownContract contract, Line line) {
        if (!balances.containsKey(line.benefitId())) {
            enter(
                    Balance.granted(contract, line),
                    EntryKind.GRANTED,
                    line.granted(),
                    EntryReason.BENEFIT_ACTIVATED,
                    null);
        }
    }

    private void supersede(Line line, Line successor) {
        Balance old = balances.get(line.benefitId());
        Balance better = balances.get(successor.benefitId());
        if (old.isClosed()) {
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
                    line.benefitId());
        }
    }

    private void close(BenefitId id, EntryReason reason) {
        Balance balance = balances.get(id);
        if (!balance.isClosed()) {
            enter(balance.close(at), EntryKind.WITHDRAWN, balance.remaining(), reason, null);
        }
    }

    private void enter(Balance after, EntryKind kind, OptionalLong units, EntryReason reason, BenefitId carriedFrom) {
        balances.put(after.benefitId(), after);
        changed.add(after.benefitId());
        entries.add(new LedgerEntry(
                ids.get(),
                after.benefitId(),
                after.sequence(),
                kind,
                units,
                at,
                Optional.empty(),
                Optional.ofNullable(carriedFrom),
                ACTOR,
                reason,
                after.remaining()));
    }
}
