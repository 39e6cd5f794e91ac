package io.partnersupport.kit;

import io.partnersupport.kit.event.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Map;

@ApplicationScoped
class Things {
    @Inject
    EntityManager entityManager;

    @Inject
    Outbox outbox;

    @Transactional
    long rename(String id, String name) {
        long sequence = ((Number) entityManager
                        .createNativeQuery("""
                                INSERT INTO thing AS known (id, name, sequence) VALUES (:id, :name, 1)
                                ON CONFLICT (id) DO UPDATE SET name = excluded.name, sequence = known.sequence + 1
                                RETURNING sequence""")
                        .setParameter("id", id)
                        .setParameter("name", name)
                        .getSingleResult())
                .longValue();
        outbox.add("kittest.things", id, "partnersupport.thing.renamed", sequence, Map.of("name", name));
        return sequence;
    }
}
