package io.partnersupport.kit;

import io.partnersupport.kit.event.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;

/** The aggregates of the smallest service that uses the whole kit. */
@ApplicationScoped
public class Things {
    public static final String TOPIC = "kittest.things";

    @Inject
    EntityManager entityManager;

    @Inject
    Outbox outbox;

    @Transactional
    public long rename(String id, String name) {
        long sequence = ((Number) entityManager
                        .createNativeQuery("""
                                INSERT INTO thing AS known (id, name, sequence) VALUES (:id, :name, 1)
                                ON CONFLICT (id) DO UPDATE SET name = excluded.name, sequence = known.sequence + 1
                                RETURNING sequence""")
                        .setParameter("id", id)
                        .setParameter("name", name)
                        .getSingleResult())
                .longValue();
        outbox.add(TOPIC, id, "partnersupport.thing.renamed", sequence, Map.of("name", name));
        return sequence;
    }

    @Transactional
    long countOf(String id) {
        return ((Number) entityManager
                        .createNativeQuery("SELECT coalesce(max(sequence), 0) FROM thing WHERE id = :id")
                        .setParameter("id", id)
                        .getSingleResult())
                .longValue();
    }

    @Transactional
    @SuppressWarnings("unchecked")
    List<String> namesAfter(String name, String prefix, int atMost) {
        return entityManager
                .createNativeQuery("""
                        SELECT name FROM thing WHERE name > :name AND name LIKE :prefix
                        ORDER BY name LIMIT :atMost""", String.class)
                .setParameter("name", name)
                .setParameter("prefix", prefix + "%")
                .setParameter("atMost", atMost)
                .getResultList();
    }
}
