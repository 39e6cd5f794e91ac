package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.audit.AuditEntry;
import io.partnersupport.activation.domain.audit.AuditTrail;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;

@ApplicationScoped
class PostgresAuditTrail implements AuditTrail {
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
}
