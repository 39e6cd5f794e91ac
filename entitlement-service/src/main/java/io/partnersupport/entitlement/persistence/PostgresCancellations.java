package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.membership.Cancellations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresCancellations implements Cancellations {
    private final EntityManager entityManager;

    PostgresCancellations(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public Optional<Cancellation> lockOpen() {
        List<?> open = entityManager.createNativeQuery("""
                        SELECT id, membership_id, benefit_id, cancelled_at FROM known_cancellation WHERE NOT applied
                        ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED""").getResultList();
        return open.stream()
                .map(Object[].class::cast)
                .findFirst()
                .map(row -> new Cancellation(
                        (UUID) row[0], Optional.ofNullable((UUID) row[1]), Optional.ofNullable((UUID) row[2]), (Instant)
                                row[3]));
    }

    @Override
    public void applied(Cancellation cancellation) {
        entityManager
                .createNativeQuery("UPDATE known_cancellation SET applied = true WHERE id = :id")
                .setParameter("id", cancellation.id())
                .executeUpdate();
    }
}
