package io.partnersupport.activation.persistence;

import jakarta.persistence.EntityManager;

/** Keeps transactions apart that decide on the same thing, where there is no row yet that they could lock. */
final class AdvisoryLock {
    private AdvisoryLock() {}

    /** Waits until nobody else has it; it ends with the transaction. */
    static void take(EntityManager entityManager, String name) {
        entityManager
                .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:name, 0))", Integer.class)
                .setParameter("name", name)
                .getSingleResult();
    }
}
