package io.partnersupport.incident.domain.ledger;

import static java.util.Comparator.comparing;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.IncidentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Entries that belong together, and the balances as they are after them. */
public class Posting {
    private final Map<BenefitId, Balance> balances = new HashMap<>();
    private final Set<BenefitId> changed = new HashSet<>();
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final Supplier<UUID> ids;
    private final String actor;
    private final Instant at;

    Posting(Collection<Balance> known, String actor, Supplier<UUID> ids, Instant at) {
        known.forEach(balance -> balances.put(balance.benefitId(), balance));
        this.ids = ids;
        this.actor = actor;
        this.at = at;
    }

    /**
     * Gives a unit back for the incident that spent it (I-4). It counts where it is counted now: on the balance that
     * took the payer's place, if what was spent was carried over to it. Where nobody can use it any more it is taken
     * back in the same breath, so that the incident has its refund and the ledger its sum.
     *
     * @param chain the payer and those that took its place, the last one last
     */
    public static Posting refund(
            List<Balance> chain,
            IncidentId incident,
            long units,
            String resolution,
            String actor,
            Supplier<UUID> ids,
            Instant at) {
        Posting posting = new Posting(chain, actor, ids, at);
        Balance payer = chain.get(0);
        Balance last = chain.get(chain.size() - 1);
        Balance target = payer.isClosedBecause(EntryReason.SUPERSEDED) && last.used() >= units ? last : payer;
        posting.enter(
                target.refund(units),
                EntryKind.REFUNDED,
                OptionalLong.of(units),
                EntryReason.INCIDENT_CLOSED,
                Optional.of(incident),
                Optional.empty(),
                Optional.of(resolution));
        if (target.isClosed() && !target.isUnlimited()) {
            posting.enter(
                    posting.balance(target.benefitId()).withdraw(units),
                    EntryKind.WITHDRAWN,
                    OptionalLong.of(units),
                    target.closed().orElseThrow().because(),
                    Optional.of(incident),
                    Optional.empty(),
                    Optional.empty());
        }
        return posting;
    }

    /** Adds units, or takes them when negative; the caller has seen that enough are left. */
    public static Posting adjust(
            Balance balance, long units, String reason, String actor, Supplier<UUID> ids, Instant at) {
        Posting posting = new Posting(List.of(balance), actor, ids, at);
        posting.enter(
                balance.adjust(units),
                EntryKind.ADJUSTED,
                OptionalLong.of(units),
                EntryReason.ADJUSTED_BY_OPERATOR,
                Optional.empty(),
                Optional.empty(),
                Optional.of(reason));
        return posting;
    }

    /** Spends hours; the caller has seen that enough are left. */
    public static Posting hours(
            Balance balance, long hours, String request, String actor, Supplier<UUID> ids, Instant at) {
        Posting posting = new Posting(List.of(balance), actor, ids, at);
        posting.enter(
                balance.spend(hours),
                EntryKind.SPENT,
                OptionalLong.of(hours),
                EntryReason.HOURS_WORKED,
                Optional.empty(),
                Optional.empty(),
                Optional.of(request));
        return posting;
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

    Balance balance(BenefitId id) {
        return balances.get(id);
    }

    Instant at() {
        return at;
    }

    /** Stores a change that is no entry. */
    void replace(Balance balance) {
        balances.put(balance.benefitId(), balance);
        changed.add(balance.benefitId());
    }

    void enter(
            Balance after,
            EntryKind kind,
            OptionalLong units,
            EntryReason reason,
            Optional<IncidentId> incident,
            Optional<BenefitId> carriedFrom,
            Optional<String> note) {
        replace(after);
        entries.add(new LedgerEntry(
                ids.get(),
                after.benefitId(),
                after.sequence(),
                kind,
                units,
                at,
                incident,
                carriedFrom,
                actor,
                reason,
                note,
                after.remaining()));
    }
}
