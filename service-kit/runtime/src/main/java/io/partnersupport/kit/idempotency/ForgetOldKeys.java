package io.partnersupport.kit.idempotency;

import io.partnersupport.kit.event.Reaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;

/** Removes answers that were kept for their time. */
@ApplicationScoped
class ForgetOldKeys implements Reaction {
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int BATCH = 500;

    private final EntityManager entityManager;
    private final Clock clock;
    private long due = System.nanoTime();

    ForgetOldKeys(EntityManager entityManager, Clock clock) {
        this.entityManager = entityManager;
        this.clock = clock;
    }

    @Override
    @Transactional
    public int react() {
        if (System.nanoTime() - due < 0) {
            return 0; // it is woken by every commit
        }
        int removed = entityManager
                .createNativeQuery("""
                        DELETE FROM idempotency_key WHERE ctid IN (
                            SELECT ctid FROM idempotency_key WHERE created_at < :expired LIMIT :batch
                            FOR UPDATE SKIP LOCKED)""")
                .setParameter("expired", clock.instant().minus(Idempotency.KEPT_FOR))
                .setParameter("batch", BATCH)
                .executeUpdate();
        if (removed < BATCH) {
            due = System.nanoTime() + INTERVAL.toNanos();
        }
        return removed;
    }
}
