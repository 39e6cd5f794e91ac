package io.partnersupport.kit.event;

import io.partnersupport.kit.persistence.RaisedSequences;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;

/**
 * The states behind one topic, which can be announced again to readers that lost or never had them.
 *
 * @param count how many aggregates there are
 */
public record RepublishedStates(String topic, LongSupplier count, Announcement announcement) {
    /** Announces some of the states again. */
    @FunctionalInterface
    public interface Announcement {
        /**
         * Raises the sequence of the next aggregates in the order of their keys and adds their states to the outbox, in
         * the running transaction.
         *
         * @param key the last one done, or empty text
         * @return the keys of this batch in their order; none if there was none left
         */
        Collection<String> announceAfter(String key, int limit);
    }

    /**
     * The aggregates of a table with the columns {@code id}, a uuid, and {@code sequence}.
     *
     * @param announce adds the state to the outbox, under the raised sequence
     */
    public static RepublishedStates ofTable(
            String topic, EntityManager entityManager, String table, ObjLongConsumer<UUID> announce) {
        return new RepublishedStates(
                topic,
                () -> ((Number) entityManager
                                .createNativeQuery("SELECT count(*) FROM " + table)
                                .getSingleResult())
                        .longValue(),
                (key, limit) -> {
                    Map<String, Long> raised = RaisedSequences.next(entityManager, table, "id", "uuid", key, limit);
                    raised.forEach((id, sequence) -> announce.accept(UUID.fromString(id), sequence));
                    return raised.keySet();
                });
    }
}
