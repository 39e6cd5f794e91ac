package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.alert.AlertKind;
import io.partnersupport.incident.domain.alert.Alerts;
import io.partnersupport.incident.domain.incident.Severity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@ApplicationScoped
class PostgresAlerts implements Alerts {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final EntityManager entityManager;

    PostgresAlerts(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public List<WatchedBalance> balances(Optional<BenefitId> after, int limit) {
        return Rows.of(query("""
                        SELECT b.*,
                            (SELECT string_agg(a.kind, ',') FROM alert a WHERE a.subject = b.benefit_id) AS told
                        FROM balance b WHERE b.benefit_id > :after AND b.closed_at IS NULL
                        ORDER BY b.benefit_id LIMIT :limit""")
                        .setParameter("after", after.map(BenefitId::value).orElse(BEFORE_ALL))
                        .setParameter("limit", limit))
                .map(row -> new WatchedBalance(Rows.balance(row), told(row)))
                .toList();
    }

    @Override
    public List<UnansweredIncident> unanswered(Instant now, Instant dueUntil, int limit) {
        return Rows.of(query("""
                        SELECT i.id, i.number, i.partner_id, i.account_partner, i.severity, i.due_at,
                            (SELECT string_agg(a.kind, ',') FROM alert a WHERE a.subject = i.id) AS told
                        FROM incident i
                        WHERE i.first_responded_at IS NULL AND i.ended_at IS NULL AND i.due_at <= :until
                            AND NOT EXISTS (SELECT FROM alert a WHERE a.subject = i.id
                                AND a.kind = CASE WHEN i.due_at < :now THEN 'RESPONSE_MISSED' ELSE 'RESPONSE_DUE_SOON' END)
                        ORDER BY i.due_at LIMIT :limit""")
                        .setParameter("until", dueUntil)
                        .setParameter("now", now)
                        .setParameter("limit", limit))
                .map(row -> new UnansweredIncident(
                        new IncidentId(Rows.uuid(row, "id")),
                        row.get("number", String.class),
                        Optional.ofNullable(row.get("partner_id", String.class)).map(PartnerId::new),
                        Optional.ofNullable(row.get("account_partner", String.class))
                                .map(PartnerId::new),
                        Severity.valueOf(row.get("severity", String.class)),
                        row.get("due_at", Instant.class),
                        told(row)))
                .toList();
    }

    private static Set<AlertKind> told(Tuple row) {
        return Optional.ofNullable(row.get("told", String.class)).stream()
                .flatMap(kinds -> Stream.of(kinds.split(",")))
                .map(AlertKind::valueOf)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean tell(UUID subject, AlertKind kind, UUID id, Instant at) {
        return entityManager
                        .createNativeQuery("""
                                INSERT INTO alert (subject, kind, id, raised_at) VALUES (:subject, :kind, :id, :at)
                                ON CONFLICT DO NOTHING""")
                        .setParameter("subject", subject)
                        .setParameter("kind", kind.name())
                        .setParameter("id", id)
                        .setParameter("at", at)
                        .executeUpdate()
                == 1;
    }

    private Query query(String sql) {
        return entityManager.createNativeQuery(sql, Tuple.class);
    }
}
