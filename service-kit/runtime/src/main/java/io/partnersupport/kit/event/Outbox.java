package io.partnersupport.kit.event;

import io.partnersupport.kit.http.Trace;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/** Where a use case leaves the events of its transaction; they are sent if, and only if, it commits. */
@ApplicationScoped
public class Outbox {
    private final EntityManager entityManager;
    private final TransactionSynchronizationRegistry transaction;
    private final OutboxRelay relay;
    private final Reactions reactions;
    private final EventJson json;
    private final MessagingConfig config;
    private final Clock clock;

    Outbox(
            EntityManager entityManager,
            TransactionSynchronizationRegistry transaction,
            OutboxRelay relay,
            Reactions reactions,
            EventJson json,
            MessagingConfig config,
            Clock clock) {
        this.entityManager = entityManager;
        this.transaction = transaction;
        this.relay = relay;
        this.reactions = reactions;
        this.json = json;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Adds an event to the running transaction.
     *
     * @param topic one of the state topics of this service
     * @param type a past-tense fact, such as {@code partnersupport.contract.issued}
     * @param sequence from the aggregate's row, read after its update in this transaction, so that it follows the
     *     order of commits
     * @param state the complete public state
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(String topic, String key, String type, long sequence, Object state) {
        if (!config.stateTopics().orElse(List.of()).contains(topic)) {
            throw new IllegalArgumentException(topic + " is not among partnersupport.messaging.state-topics:"
                    + " nobody creates it, and all other events would wait behind this one");
        }
        entityManager
                .createNativeQuery("""
                        INSERT INTO outbox (id, aggregatetype, aggregateid, type, sequence, payload, "timestamp", traceparent)
                        VALUES (:id, :topic, :key, :type, :sequence, :payload, :time, :traceparent)""")
                .setParameter("id", Ids.next(clock.instant()))
                .setParameter("topic", topic)
                .setParameter("key", key)
                .setParameter("type", type)
                .setParameter("sequence", sequence)
                .setParameter("payload", json.write(state))
                .setParameter("time", clock.instant())
                .setParameter("traceparent", Trace.current())
                .executeUpdate();
        wakeAtCommit();
    }

    /** Wakes the relay and the reactions when the running transaction commits. */
    private void wakeAtCommit() {
        if (transaction.getResource(Outbox.class) != null) {
            return;
        }
        transaction.putResource(Outbox.class, true);
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    relay.wake();
                    reactions.wake();
                }
            }
        });
    }
}
