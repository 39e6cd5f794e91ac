package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.ledger.Balance;
import io.partnersupport.incident.domain.ledger.Balances;
import io.partnersupport.incident.domain.ledger.KnownContract;
import io.partnersupport.incident.domain.ledger.Ledger;
import io.partnersupport.incident.domain.ledger.LedgerEntry;
import io.partnersupport.incident.domain.ledger.Settlement;
import io.partnersupport.incident.domain.ledger.Unit;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

@ApplicationScoped
class PostgresLedger implements Ledger, Balances {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final EntityManager entityManager;

    PostgresLedger(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public Optional<Unsettled> nextUnsettled() {
        return locked(query("""
                SELECT id, partner_id, withdrawn FROM contract WHERE unsettled
                ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED"""));
    }

    @Override
    public Optional<Unsettled> unsettled(ContractRef contract) {
        return locked(query("SELECT id, partner_id, withdrawn FROM contract WHERE id = :id AND unsettled FOR UPDATE")
                .setParameter("id", contract.value()));
    }

    private Optional<Unsettled> locked(Query contracts) {
        return Rows.of(contracts).findFirst().map(row -> {
            UUID id = Rows.uuid(row, "id");
            List<KnownContract.Line> lines = Rows.of(query("""
                            SELECT benefit_id, unit, granted, superseded_by FROM contract_line
                            WHERE contract = :contract ORDER BY benefit_id""").setParameter("contract", id))
                    .map(PostgresLedger::line)
                    .toList();
            List<Balance> balances = Rows.of(query("""
                            SELECT * FROM balance
                            WHERE benefit_id IN (SELECT benefit_id FROM contract_line WHERE contract = :contract)
                            ORDER BY benefit_id FOR UPDATE""").setParameter("contract", id))
                    .map(Rows::balance)
                    .toList();
            return new Unsettled(
                    new KnownContract(
                            new ContractRef(id),
                            new PartnerId(row.get("partner_id", String.class)),
                            row.get("withdrawn", Boolean.class),
                            lines),
                    balances);
        });
    }

    private static KnownContract.Line line(Tuple row) {
        return new KnownContract.Line(
                new BenefitId(Rows.uuid(row, "benefit_id")),
                Unit.valueOf(row.get("unit", String.class)),
                Rows.limit(row, "granted"),
                Optional.ofNullable(Rows.uuid(row, "superseded_by")).map(BenefitId::new));
    }

    @Override
    public void settle(ContractRef contract, Settlement settlement) {
        SqlBatch.execute(entityManager, """
                INSERT INTO balance (benefit_id, contract, partner_id, unit, unlimited, granted, spent, refunded,
                    adjusted, withdrawn, remaining, closed_at, sequence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (benefit_id) DO UPDATE SET spent = excluded.spent, withdrawn = excluded.withdrawn,
                    remaining = excluded.remaining, closed_at = excluded.closed_at, sequence = excluded.sequence""", settlement.changed(), (statement, balance) -> {
            statement.setObject(1, balance.benefitId().value());
            statement.setObject(2, balance.contract().value());
            statement.setString(3, balance.partner().value());
            statement.setString(4, balance.unit().name());
            statement.setBoolean(5, balance.isUnlimited());
            statement.setObject(6, nullable(balance.granted()), Types.BIGINT);
            statement.setLong(7, balance.spent());
            statement.setLong(8, balance.refunded());
            statement.setLong(9, balance.adjusted());
            statement.setLong(10, balance.withdrawn());
            statement.setObject(11, nullable(balance.remaining()), Types.BIGINT);
            statement.setObject(
                    12,
                    balance.closedAt().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
                    Types.TIMESTAMP_WITH_TIMEZONE);
            statement.setLong(13, balance.sequence());
        });
        append(settlement.entries());
        entityManager
                .createNativeQuery("UPDATE contract SET unsettled = false WHERE id = :id")
                .setParameter("id", contract.value())
                .executeUpdate();
    }

    private void append(List<LedgerEntry> entries) {
        SqlBatch.execute(entityManager, """
                INSERT INTO ledger_entry (id, benefit_id, position, kind, units, at, incident, carried_from, actor,
                    reason, balance_after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", entries, (statement, entry) -> {
            statement.setObject(1, entry.id());
            statement.setObject(2, entry.benefitId().value());
            statement.setLong(3, entry.position());
            statement.setString(4, entry.kind().name());
            statement.setObject(5, nullable(entry.units()), Types.BIGINT);
            statement.setObject(6, entry.at().atOffset(ZoneOffset.UTC));
            statement.setObject(7, entry.incident().map(id -> id.value()).orElse(null), Types.OTHER);
            statement.setObject(8, entry.carriedFrom().map(BenefitId::value).orElse(null), Types.OTHER);
            statement.setString(9, entry.actor());
            statement.setString(10, entry.reason().name());
            statement.setObject(11, nullable(entry.balanceAfter()), Types.BIGINT);
        });
    }

    @Override
    public Optional<Balance> find(BenefitId id) {
        return Rows.of(query("SELECT * FROM balance WHERE benefit_id = :id").setParameter("id", id.value()))
                .findFirst()
                .map(Rows::balance);
    }

    @Override
    public Optional<PartnerId> partnerOf(ContractRef contract) {
        return Rows.of(query("SELECT partner_id FROM contract WHERE id = :id").setParameter("id", contract.value()))
                .findFirst()
                .map(row -> new PartnerId(row.get("partner_id", String.class)));
    }

    @Override
    public List<Balance> ofContract(ContractRef contract, Optional<BenefitId> after, int limit) {
        return Rows.of(query("""
                        SELECT * FROM balance WHERE contract = :contract AND benefit_id > :after
                        ORDER BY benefit_id LIMIT :limit""")
                        .setParameter("contract", contract.value())
                        .setParameter("after", after.map(BenefitId::value).orElse(BEFORE_ALL))
                        .setParameter("limit", limit))
                .map(Rows::balance)
                .toList();
    }

    @Override
    public List<LedgerEntry> entries(BenefitId id, OptionalLong beforePosition, int limit) {
        return Rows.of(query("""
                        SELECT * FROM ledger_entry WHERE benefit_id = :id AND position < :before
                        ORDER BY position DESC LIMIT :limit""")
                        .setParameter("id", id.value())
                        .setParameter("before", beforePosition.orElse(Long.MAX_VALUE))
                        .setParameter("limit", limit))
                .map(Rows::entry)
                .toList();
    }

    private Query query(String sql) {
        return entityManager.createNativeQuery(sql, Tuple.class);
    }

    private static Long nullable(OptionalLong units) {
        return units.isPresent() ? units.getAsLong() : null;
    }
}
