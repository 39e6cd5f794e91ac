package io.partnersupport.kit.idempotency;

import io.partnersupport.kit.event.Reaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Removes answers that were kept for their time. */
@ApplicationScoped
class ForgetOldKeys implements Reaction {
    private final EntityManager entityManager;
    private final Clock clock;

    ForgetOldKeys(EntityManager entityManager, Clock clock) {
        this.entityManager = entityManager;
        this.clock = clock;
    }

    @Override
    @Transactional
    public int react() {
        return entityManager
                .createNativeQuery("""
                        DELETE FROM idempotency_key WHERE ctid IN (
                            SELECT ctid FROM idempotency_key WHERE created_at < :expired LIMIT 500
                            FOR UPDATE SKIP LOCKED)""")
                .setParameter("expired", clock.instant().minus(Idempotency.KEPT_FOR))
                .executeUpdate();
    }
}
