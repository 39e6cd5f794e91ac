package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.audit.AuditEntries;
import io.partnersupport.activation.domain.audit.AuditEntry;
import io.partnersupport.activation.domain.audit.AuditTrail;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresAuditTrail implements AuditTrail, AuditEntries {
    private final EntityManager entityManager;

    PostgresAuditTrail(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public void add(AuditEntry entry) {
        entityManager
                .createNativeQuery("""
                        INSERT INTO audit_entry
                            (id, partner_id, actor, role, at, action, subject, from_state, to_state, reason)
                        VALUES (:id, :partner, :actor, :role, :at, :action, :subject, :from, :to, :reason)""")
                .setParameter("id", Ids.next(entry.at()))
                .setParameter("partner", entry.partnerId().value())
                .setParameter("actor", entry.actor().id())
                .setParameter("role", entry.actor().role())
                .setParameter("at", entry.at())
                .setParameter("action", entry.action().name())
                .setParameter("subject", entry.subject())
                .setParameter("from", entry.from().orElse(null))
                .setParameter("to", entry.to())
                .setParameter("reason", entry.reason().orElse(null))
                .executeUpdate();
    }

    @Override
    public List<Recorded> list(Filter filter, Optional<UUID> after, int limit) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        Map<String, Object> parameters = new HashMap<>();
        filter.partner().ifPresent(partner -> {
            conditions.add("partner_id = :partner");
            parameters.put("partner", partner.value());
        });
        filter.action().ifPresent(action -> {
            conditions.add("action = :action");
            parameters.put("action", action.name());
        });
        filter.actor().ifPresent(actor -> {
            conditions.add("actor = :actor");
            parameters.put("actor", actor);
        });
        filter.subject().ifPresent(subject -> {
            conditions.add("subject = :subject");
            parameters.put("subject", subject);
        });
        filter.from().ifPresent(from -> {
            conditions.add("at >= :from");
            parameters.put("from", from);
        });
        filter.to().ifPresent(to -> {
            conditions.add("at < :to");
            parameters.put("to", to);
        });
        after.ifPresent(id -> {
            conditions.add("id < :after");
            parameters.put("after", id);
        });
        var query = entityManager.createNativeQuery("""
                SELECT id, partner_id, actor, role, at, action, subject, from_state, to_state, reason
                FROM audit_entry WHERE %s ORDER BY id DESC LIMIT :limit""".formatted(String.join(" AND ", conditions)));
        parameters.put("limit", limit);
        parameters.forEach(query::setParameter);
        List<?> rows = query.getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(PostgresAuditTrail::recorded)
                .toList();
    }

    private static Recorded recorded(Object[] row) {
        return new Recorded(
                (UUID) row[0],
                new AuditEntry(
                        new PartnerId((String) row[1]),
                        new Actor((String) row[2], (String) row[3]),
                        (Instant) row[4],
                        AuditEntry.Action.valueOf((String) row[5]),
                        (UUID) row[6],
                        Optional.ofNullable((String) row[7]),
                        (String) row[8],
                        Optional.ofNullable((String) row[9])));
    }
}
