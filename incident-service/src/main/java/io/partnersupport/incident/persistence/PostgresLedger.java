package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.advisory.AdvisoryBenefit;
import io.partnersupport.incident.domain.advisory.KnownHours;
import io.partnersupport.incident.domain.ledger.Balance;
import io.partnersupport.incident.domain.ledger.Balances;
import io.partnersupport.incident.domain.ledger.KnownContract;
import io.partnersupport.incident.domain.ledger.Ledger;
import io.partnersupport.incident.domain.ledger.LedgerEntry;
import io.partnersupport.incident.domain.ledger.Posting;
import io.partnersupport.incident.domain.ledger.Settlement;
import io.partnersupport.incident.domain.ledger.Unit;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

@ApplicationScoped
class PostgresLedger implements Ledger, Balances {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final EntityManager entityManager;

    private final PostgresHours hours;

    PostgresLedger(EntityManager entityManager, PostgresHours hours) {
        this.entityManager = entityManager;
        this.hours = hours;
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
                            SELECT l.benefit_id, l.unit, l.granted, l.ends_at, l.superseded_by, false AS withdrawn,
                                l.sequence < c.sequence AS removed
                            FROM contract_line l JOIN contract c ON c.id = l.contract
                            WHERE l.contract = :contract ORDER BY l.benefit_id""").setParameter("contract", id))
                    .map(PostgresLedger::line)
                    .toList();
            return unsettled(new KnownContract(
                    Optional.of(new ContractRef(id)),
                    new PartnerId(row.get("partner_id", String.class)),
                    row.get("withdrawn", Boolean.class),
                    lines));
        });
    }

    private Unsettled unsettled(KnownContract contract) {
        return new Unsettled(
                contract,
                lock(contract.lines().stream()
                        .map(KnownContract.Line::benefitId)
                        .toList()));
    }

    private static KnownContract.Line line(Tuple row) {
        return new KnownContract.Line(
                new BenefitId(Rows.uuid(row, "benefit_id")),
                Unit.valueOf(row.get("unit", String.class)),
                Rows.limit(row, "granted"),
                row.get("ends_at", Instant.class),
                Optional.ofNullable(Rows.uuid(row, "superseded_by")).map(BenefitId::new),
                row.get("withdrawn", Boolean.class),
                row.get("removed", Boolean.class));
    }

    @Override
    public Optional<Unsettled> nextUnsettledHours(Instant at) {
        // Not locked here: all of the partner's are, in the order in which everybody locks them.
        return Rows.of(query("SELECT partner_id FROM advisory_benefit WHERE unsettled ORDER BY benefit_id LIMIT 1"))
                .findFirst()
                .map(row -> hours(new PartnerId(row.get("partner_id", String.class)), at));
    }

    @Override
    public Unsettled hours(PartnerId partner, Instant at) {
        List<AdvisoryBenefit> locked = hours.lock(partner);
        hours.settled(locked);
        return unsettled(new KnownContract(Optional.empty(), partner, false, KnownHours.lines(locked, at)));
    }

    @Override
    public void settle(ContractRef contract, Settlement settlement) {
        post(settlement);
        entityManager
                .createNativeQuery("UPDATE contract SET unsettled = false WHERE id = :id")
                .setParameter("id", contract.value())
                .executeUpdate();
    }

    @Override
    public int markExpired(Instant endedBefore, int limit) {
        return ((Number) entityManager
                        .createNativeQuery("""
                                WITH expired AS (
                                    SELECT benefit_id, contract FROM balance
                                    WHERE closed_at IS NULL AND ends_at <= :before ORDER BY ends_at LIMIT :limit),
                                contracts AS (
                                    UPDATE contract SET unsettled = true
                                    WHERE id IN (SELECT contract FROM expired) AND NOT unsettled RETURNING id),
                                hours AS (
                                    UPDATE advisory_benefit SET unsettled = true
                                    WHERE benefit_id IN (SELECT benefit_id FROM expired) AND NOT unsettled RETURNING benefit_id)
                                SELECT (SELECT count(*) FROM contracts) + (SELECT count(*) FROM hours)""")
                        .setParameter("before", endedBefore)
                        .setParameter("limit", limit)
                        .getSingleResult())
                .intValue();
    }

    @Override
    public Optional<Balance> lock(BenefitId id) {
        return lock(List.of(id)).stream().findFirst();
    }

    /** In one order, so that nobody waits in a circle. */
    private List<Balance> lock(List<BenefitId> ids) {
        return Rows.of(query("""
                        SELECT * FROM balance WHERE benefit_id = ANY (CAST(:ids AS uuid[]))
                        ORDER BY benefit_id FOR UPDATE""").setParameter("ids", Rows.array(ids)))
                .map(Rows::balance)
                .toList();
    }

    @Override
    public long count() {
        return Rows.of(query("SELECT count(*) AS balances FROM balance"))
                .mapToLong(row -> Rows.number(row, "balances"))
                .sum();
    }

    @Override
    public List<Balance> raiseNext(Optional<BenefitId> after, int limit) {
        return Rows.of(query("""
                        WITH next AS (
                            SELECT benefit_id FROM balance WHERE benefit_id > :after
                            ORDER BY benefit_id LIMIT :limit FOR NO KEY UPDATE)
                        UPDATE balance b SET sequence = b.sequence + 1 FROM next WHERE b.benefit_id = next.benefit_id
                        RETURNING b.*""")
                        .setParameter("after", after.map(BenefitId::value).orElse(BEFORE_ALL))
                        .setParameter("limit", limit))
                .map(Rows::balance)
                .sorted(Comparator.comparing(
                        balance -> balance.benefitId().value().toString()))
                .toList();
    }

    @Override
    public List<Balance> lockWithSuccessors(BenefitId id) {
        List<BenefitId> chain = Rows.of(query("""
                        WITH RECURSIVE chain (benefit_id, place) AS (
                            SELECT CAST(:id AS uuid), 1
                            UNION ALL
                            SELECT l.superseded_by, c.place + 1 FROM chain c JOIN contract_line l USING (benefit_id)
                            WHERE l.superseded_by IS NOT NULL AND c.place < 100)
                        SELECT benefit_id FROM chain ORDER BY place""").setParameter("id", id.value()))
                .map(row -> new BenefitId(Rows.uuid(row, "benefit_id")))
                .toList();
        return lock(chain).stream()
                .sorted(Comparator.comparing(balance -> chain.indexOf(balance.benefitId())))
                .toList();
    }

    @Override
    public void post(Posting posting) {
        SqlBatch.execute(entityManager, """
                INSERT INTO balance (benefit_id, contract, partner_id, unit, unlimited, granted, spent, refunded,
                    adjusted, withdrawn, remaining, ends_at, closed_at, closed_because, sequence)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (benefit_id) DO UPDATE SET unlimited = excluded.unlimited, granted = excluded.granted,
                    spent = excluded.spent, refunded = excluded.refunded, adjusted = excluded.adjusted,
                    withdrawn = excluded.withdrawn, remaining = excluded.remaining, ends_at = excluded.ends_at,
                    closed_at = excluded.closed_at, closed_because = excluded.closed_because,
                    sequence = excluded.sequence""", posting.changed(), (statement, balance) -> {
            statement.setObject(1, balance.benefitId().value());
            statement.setObject(2, balance.contract().map(ContractRef::value).orElse(null), Types.OTHER);
            statement.setString(3, balance.partner().value());
            statement.setString(4, balance.unit().name());
            statement.setBoolean(5, balance.isUnlimited());
            statement.setObject(6, nullable(balance.granted()), Types.BIGINT);
            statement.setLong(7, balance.spent());
            statement.setLong(8, balance.refunded());
            statement.setLong(9, balance.adjusted());
            statement.setLong(10, balance.withdrawn());
            statement.setObject(11, nullable(balance.remaining()), Types.BIGINT);
            statement.setObject(12, utc(balance.endsAt()), Types.TIMESTAMP_WITH_TIMEZONE);
            statement.setObject(13, utc(balance.closed().map(Balance.Closed::at)), Types.TIMESTAMP_WITH_TIMEZONE);
            statement.setString(
                    14, balance.closed().map(closed -> closed.because().name()).orElse(null));
            statement.setLong(15, balance.sequence());
        });
        SqlBatch.execute(entityManager, """
                INSERT INTO ledger_entry (id, benefit_id, position, kind, units, at, incident, carried_from, actor,
                    reason, note, balance_after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", posting.entries(), (statement, entry) -> {
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
            statement.setString(11, entry.note().orElse(null));
            statement.setObject(12, nullable(entry.balanceAfter()), Types.BIGINT);
        });
    }

    private static OffsetDateTime utc(Optional<Instant> instant) {
        return instant.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
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
