package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.notification.NotificationKind;
import io.partnersupport.activation.domain.notification.RenewalNotices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresRenewalNotices implements RenewalNotices {
    private final EntityManager entityManager;

    PostgresRenewalNotices(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public List<RenewalNotice> lockUntold(Collection<String> roles, Instant at, int limit) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        SELECT id, kind, partner_id, offer_name, competency_area, ends_at, usable_until
                        FROM known_notice notice
                        WHERE told_at IS NULL AND usable_until > :at AND EXISTS (SELECT FROM known_user
                            WHERE partner_id = notice.partner_id AND NOT withdrawn
                                AND roles && CAST(:roles AS varchar[]))
                        ORDER BY id LIMIT :limit FOR UPDATE OF notice SKIP LOCKED""")
                .setParameter("at", at)
                .setParameter("roles", roles.toArray(String[]::new))
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new RenewalNotice(
                        (UUID) row[0],
                        NotificationKind.valueOf((String) row[1]),
                        new PartnerId((String) row[2]),
                        (String) row[3],
                        Optional.ofNullable((String) row[4]),
                        (Instant) row[5],
                        (Instant) row[6]))
                .toList();
    }

    @Override
    public void told(RenewalNotice notice, Instant at) {
        entityManager
                .createNativeQuery("UPDATE known_notice SET told_at = :at WHERE id = :id")
                .setParameter("at", at)
                .setParameter("id", notice.id())
                .executeUpdate();
    }
}
