package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ledger.Balance;
import io.partnersupport.incident.domain.ledger.LedgerChecks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

@ApplicationScoped
class PostgresLedgerChecks implements LedgerChecks {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** One statement sees one state of the database, so that what is written meanwhile never looks like a difference. */
    private static final String CHECK = """
            WITH next AS (
                SELECT b.*, coalesce(c.position, 0) AS position, coalesce(c.granted, 0) AS c_granted,
                    coalesce(c.spent, 0) AS c_spent, coalesce(c.refunded, 0) AS c_refunded,
                    coalesce(c.adjusted, 0) AS c_adjusted, coalesce(c.withdrawn, 0) AS c_withdrawn,
                    coalesce(c.unlimited, false) AS c_unlimited
                FROM (SELECT * FROM balance WHERE benefit_id > :after ORDER BY benefit_id LIMIT :balances) b
                LEFT JOIN ledger_checkpoint c USING (benefit_id)
            ), added AS (
                SELECT n.*, e.entries,
                    greatest(n.position, e.last) AS new_position,
                    n.c_granted + e.granted AS new_granted, n.c_spent + e.spent AS new_spent,
                    n.c_refunded + e.refunded AS new_refunded, n.c_adjusted + e.adjusted AS new_adjusted,
                    n.c_withdrawn + e.withdrawn AS new_withdrawn, n.c_unlimited OR e.unlimited AS new_unlimited
                FROM next n CROSS JOIN LATERAL (
                    SELECT count(*) AS entries, coalesce(max(position), 0) AS last,
                        CAST(coalesce(sum(units) FILTER (WHERE kind = 'GRANTED'), 0) AS bigint) AS granted,
                        CAST(coalesce(sum(units) FILTER (WHERE kind = 'SPENT'), 0) AS bigint) AS spent,
                        CAST(coalesce(sum(units) FILTER (WHERE kind = 'REFUNDED'), 0) AS bigint) AS refunded,
                        CAST(coalesce(sum(units) FILTER (WHERE kind = 'ADJUSTED'), 0) AS bigint) AS adjusted,
                        CAST(coalesce(sum(units) FILTER (WHERE kind = 'WITHDRAWN'), 0) AS bigint) AS withdrawn,
                        coalesce(bool_or(units IS NULL AND kind = 'GRANTED'), false) AS unlimited
                    FROM (SELECT * FROM ledger_entry l WHERE l.benefit_id = n.benefit_id AND l.position > n.position
                        ORDER BY l.position LIMIT :entries) AS newer) AS e
            ), stored AS (
                INSERT INTO ledger_checkpoint AS known (benefit_id, position, granted, spent, refunded, adjusted,
                    withdrawn, unlimited, differs)
                SELECT benefit_id, new_position, new_granted, new_spent, new_refunded, new_adjusted, new_withdrawn,
                    new_unlimited,
                    entries < :entries AND (unlimited, CASE WHEN unlimited THEN 0 ELSE granted END, spent, refunded,
                        adjusted, withdrawn) IS DISTINCT FROM (new_unlimited,
                        CASE WHEN unlimited THEN 0 ELSE new_granted END, new_spent, new_refunded, new_adjusted,
                        new_withdrawn)
                FROM added ORDER BY benefit_id
                ON CONFLICT (benefit_id) DO UPDATE SET position = excluded.position, granted = excluded.granted,
                    spent = excluded.spent, refunded = excluded.refunded, adjusted = excluded.adjusted,
                    withdrawn = excluded.withdrawn, unlimited = excluded.unlimited, differs = excluded.differs
                WHERE (known.position, known.differs) IS DISTINCT FROM (excluded.position, excluded.differs)
            )
            SELECT (SELECT count(*) FROM next) AS checked,
                (SELECT benefit_id FROM next ORDER BY benefit_id DESC LIMIT 1) AS last""";

    private static final String ADD_UP = """
            SELECT CAST(coalesce(sum(units) FILTER (WHERE kind = 'GRANTED'), 0) AS bigint) AS granted,
                CAST(coalesce(sum(units) FILTER (WHERE kind = 'SPENT'), 0) AS bigint) AS spent,
                CAST(coalesce(sum(units) FILTER (WHERE kind = 'REFUNDED'), 0) AS bigint) AS refunded,
                CAST(coalesce(sum(units) FILTER (WHERE kind = 'ADJUSTED'), 0) AS bigint) AS adjusted,
                CAST(coalesce(sum(units) FILTER (WHERE kind = 'WITHDRAWN'), 0) AS bigint) AS withdrawn,
                coalesce(bool_or(units IS NULL AND kind = 'GRANTED'), false) AS unlimited
            FROM ledger_entry WHERE benefit_id = :id""";

    private final EntityManager entityManager;

    PostgresLedgerChecks(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public Optional<BenefitId> check(Optional<BenefitId> after, int balances, int entriesOfEach) {
        Tuple end = Rows.of(query(CHECK)
                        .setParameter("after", after.map(BenefitId::value).orElse(BEFORE_ALL))
                        .setParameter("balances", balances)
                        .setParameter("entries", entriesOfEach))
                .findFirst()
                .orElseThrow();
        return Rows.number(end, "checked") < balances
                ? Optional.empty()
                : Optional.of(new BenefitId(Rows.uuid(end, "last")));
    }

    @Override
    public long differing() {
        return ((Number) entityManager
                        .createNativeQuery("SELECT count(*) FROM ledger_checkpoint WHERE differs")
                        .getSingleResult())
                .longValue();
    }

    @Override
    public List<Difference> differences(int limit) {
        return Rows.of(query("""
                        SELECT b.* FROM balance b JOIN ledger_checkpoint c USING (benefit_id)
                        WHERE c.differs ORDER BY benefit_id LIMIT :limit""").setParameter("limit", limit))
                .map(Rows::balance)
                .flatMap(balance -> difference(balance).stream())
                .toList();
    }

    @Override
    public Optional<Difference> lockDifference(BenefitId id) {
        return Rows.of(query("SELECT * FROM balance WHERE benefit_id = :id FOR UPDATE")
                        .setParameter("id", id.value()))
                .findFirst()
                .map(Rows::balance)
                .flatMap(this::difference);
    }

    private Optional<Difference> difference(Balance balance) {
        Tuple sums = Rows.of(
                        query(ADD_UP).setParameter("id", balance.benefitId().value()))
                .findFirst()
                .orElseThrow();
        Balance ledger = new Balance(
                balance.benefitId(),
                balance.contract(),
                balance.partner(),
                balance.unit(),
                sums.get("unlimited", Boolean.class) ? OptionalLong.empty() : Rows.limit(sums, "granted"),
                Rows.number(sums, "spent"),
                Rows.number(sums, "refunded"),
                Rows.number(sums, "adjusted"),
                Rows.number(sums, "withdrawn"),
                balance.endsAt(),
                balance.closed(),
                balance.sequence());
        return ledger.equals(balance) ? Optional.empty() : Optional.of(new Difference(balance, ledger));
    }

    @Override
    public Balance repair(Difference difference) {
        Balance ledger = difference.ledger();
        Tuple repaired = Rows.of(query("""
                        WITH agrees AS (
                            UPDATE ledger_checkpoint SET differs = false WHERE benefit_id = :id)
                        UPDATE balance SET unlimited = :unlimited, granted = CAST(:granted AS bigint), spent = :spent,
                            refunded = :refunded, adjusted = :adjusted, withdrawn = :withdrawn,
                            remaining = CAST(:remaining AS bigint), sequence = sequence + 1
                        WHERE benefit_id = :id RETURNING *""")
                        .setParameter("id", ledger.benefitId().value())
                        .setParameter("unlimited", ledger.isUnlimited())
                        .setParameter("granted", text(ledger.granted()))
                        .setParameter("spent", ledger.spent())
                        .setParameter("refunded", ledger.refunded())
                        .setParameter("adjusted", ledger.adjusted())
                        .setParameter("withdrawn", ledger.withdrawn())
                        .setParameter("remaining", text(ledger.remaining())))
                .findFirst()
                .orElseThrow();
        return Rows.balance(repaired);
    }

    /** A null without a type of its own is text to the driver. */
    private static String text(OptionalLong units) {
        return units.isPresent() ? Long.toString(units.getAsLong()) : null;
    }

    private Query query(String sql) {
        return entityManager.createNativeQuery(sql, Tuple.class);
    }
}
