package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.ledger.Balance;
import io.partnersupport.incident.domain.ledger.EntryKind;
import io.partnersupport.incident.domain.ledger.EntryReason;
import io.partnersupport.incident.domain.ledger.LedgerEntry;
import io.partnersupport.incident.domain.ledger.Unit;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads rows of native statements by the names of their columns. */
final class Rows {
    private Rows() {}

    /** The rows of a query that was created for tuples. */
    @SuppressWarnings("unchecked")
    static Stream<Tuple> of(Query query) {
        return query.getResultList().stream();
    }

    /** Ids as PostgreSQL writes an array, for a parameter that is cast to {@code uuid[]}. */
    static String array(Collection<BenefitId> ids) {
        return ids.stream().map(id -> id.value().toString()).collect(Collectors.joining(",", "{", "}"));
    }

    static UUID uuid(Tuple row, String column) {
        return row.get(column, UUID.class);
    }

    static long number(Tuple row, String column) {
        return row.get(column, Long.class);
    }

    /** Empty where null stands for no limit. */
    static OptionalLong limit(Tuple row, String column) {
        Long units = row.get(column, Long.class);
        return units == null ? OptionalLong.empty() : OptionalLong.of(units);
    }

    static Balance balance(Tuple row) {
        return new Balance(
                new BenefitId(uuid(row, "benefit_id")),
                Optional.ofNullable(uuid(row, "contract")).map(ContractRef::new),
                new PartnerId(row.get("partner_id", String.class)),
                Unit.valueOf(row.get("unit", String.class)),
                limit(row, "granted"),
                number(row, "spent"),
                number(row, "refunded"),
                number(row, "adjusted"),
                number(row, "withdrawn"),
                Optional.ofNullable(row.get("ends_at", Instant.class)),
                Optional.ofNullable(row.get("closed_at", Instant.class))
                        .map(at ->
                                new Balance.Closed(at, EntryReason.valueOf(row.get("closed_because", String.class)))),
                number(row, "sequence"));
    }

    static LedgerEntry entry(Tuple row) {
        return new LedgerEntry(
                uuid(row, "id"),
                new BenefitId(uuid(row, "benefit_id")),
                number(row, "position"),
                EntryKind.valueOf(row.get("kind", String.class)),
                limit(row, "units"),
                row.get("at", Instant.class),
                Optional.ofNullable(uuid(row, "incident")).map(IncidentId::new),
                Optional.ofNullable(uuid(row, "carried_from")).map(BenefitId::new),
                row.get("actor", String.class),
                EntryReason.valueOf(row.get("reason", String.class)),
                Optional.ofNullable(row.get("note", String.class)),
                limit(row, "balance_after"));
    }
}
