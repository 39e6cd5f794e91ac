package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.membership.Notice;
import io.partnersupport.entitlement.domain.membership.Notices;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresNotices implements Notices {
    private final EntityManager entityManager;

    PostgresNotices(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public void schedule(List<Notice> notices) {
        SqlBatch.execute(entityManager, """
                INSERT INTO notice (id, membership_id, kind, offer_name, usable_until, due_at, pointless_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)""", notices, (statement, notice) -> {
            statement.setObject(1, notice.id());
            statement.setObject(2, notice.membershipId());
            statement.setString(3, notice.kind().name());
            statement.setString(4, notice.offerName());
            statement.setObject(5, notice.usableUntil().atOffset(ZoneOffset.UTC));
            statement.setObject(6, notice.dueAt().atOffset(ZoneOffset.UTC));
            statement.setObject(7, notice.pointlessAt().atOffset(ZoneOffset.UTC));
        });
    }

    @Override
    public Optional<Notice> lockDue(Instant at) {
        List<?> due =
                entityManager.createNativeQuery("""
                        SELECT id, membership_id, kind, offer_name, usable_until, due_at, pointless_at FROM notice
                        WHERE outcome IS NULL AND due_at <= :at
                        ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED""").setParameter("at", at).getResultList();
        return due.stream()
                .map(Object[].class::cast)
                .findFirst()
                .map(row -> new Notice(
                        (UUID) row[0],
                        (UUID) row[1],
                        Notice.Kind.valueOf((String) row[2]),
                        (String) row[3],
                        (Instant) row[4],
                        (Instant) row[5],
                        (Instant) row[6]));
    }

    @Override
    public void decided(Notice notice, boolean published, Instant at) {
        entityManager
                .createNativeQuery("UPDATE notice SET outcome = :outcome, decided_at = :at WHERE id = :id")
                .setParameter("outcome", published ? "PUBLISHED" : "DROPPED")
                .setParameter("at", at)
                .setParameter("id", notice.id())
                .executeUpdate();
    }
}
