package io.partnersupport.kit.event;

import io.partnersupport.kit.persistence.RaisedSequences;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ObjLongConsumer;

/** The states behind one topic, which can be announced again to readers that lost or never had them. */
public interface RepublishedStates {
    String topic();

    /** How many aggregates there are. */
    long count();

    /**
     * Raises the sequence of the next aggregates in the order of their keys and adds their states to the outbox, in the
     * running transaction.
     *
     * @param key the last one done, or empty text
     * @return the last one of this batch; empty if there was none left
     */
    Optional<Batch> republishAfter(String key, int limit);

    /**
     * The aggregates of a table with the columns {@code id}, a uuid, and {@code sequence}.
     *
     * @param announce adds the state to the outbox, under the raised sequence
     */
    static RepublishedStates of(
            String topic, EntityManager entityManager, String table, ObjLongConsumer<UUID> announce) {
        return new RepublishedStates() {
            @Override
            public String topic() {
                return topic;
            }

            @Override
            public long count() {
                return ((Number) entityManager
                                .createNativeQuery("SELECT count(*) FROM " + table)
                                .getSingleResult())
                        .longValue();
            }

            @Override
            public Optional<Batch> republishAfter(String key, int limit) {
                Map<String, Long> raised = RaisedSequences.next(entityManager, table, "id", "uuid", key, limit);
                raised.forEach((id, sequence) -> announce.accept(UUID.fromString(id), sequence));
                return Batch.of(raised.keySet());
            }
        };
    }

    /** What one batch did. */
    record Batch(String lastKey, int size) {
        /** Of the keys in their order; empty if there are none. */
        public static Optional<Batch> of(Collection<String> keys) {
            return keys.stream().reduce((first, second) -> second).map(last -> new Batch(last, keys.size()));
        }
    }
}
