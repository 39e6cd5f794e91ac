package io.partnersupport.kit;

import io.partnersupport.kit.event.Outbox;
import io.partnersupport.kit.event.RepublishedStates;
import io.partnersupport.kit.persistence.RaisedSequences;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.Map;

/** Announces all things again. */
@ApplicationScoped
public class RepublishedThings {
    private static volatile boolean failsOnce;

    /** Has the next batch fail once its events are written, as a crash would. */
    public static void failOnce() {
        failsOnce = true;
    }

    @Produces
    @Singleton
    RepublishedStates things(EntityManager entityManager, Outbox outbox) {
        return new RepublishedStates(
                Things.TOPIC,
                () -> ((Number) entityManager
                                .createNativeQuery("SELECT count(*) FROM thing")
                                .getSingleResult())
                        .longValue(),
                (key, limit) -> {
                    Map<String, Long> raised = RaisedSequences.next(entityManager, "thing", "id", "text", key, limit);
                    raised.forEach((id, sequence) -> outbox.add(
                            Things.TOPIC,
                            id,
                            "partnersupport.thing.renamed",
                            sequence,
                            Map.of(
                                    "name",
                                    entityManager
                                            .createNativeQuery("SELECT name FROM thing WHERE id = :id")
                                            .setParameter("id", id)
                                            .getSingleResult())));
                    if (failsOnce) {
                        failsOnce = false;
                        throw new IllegalStateException("between the events and the commit");
                    }
                    return raised.keySet();
                });
    }
}
