package io.partnersupport.kit.event;

import io.partnersupport.kit.http.Trace;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Where a use case leaves the events of its transaction; they are sent if, and only if, it commits. */
@ApplicationScoped
public class Outbox {
    private static final long ONLY_ONE = 1;

    private final EntityManager entityManager;
    private final OutboxRelay relay;
    private final Reactions reactions;
    private final EventJson json;
    private final MessagingConfig config;
    private final Clock clock;

    Outbox(
            EntityManager entityManager,
            OutboxRelay relay,
            Reactions reactions,
            EventJson json,
            MessagingConfig config,
            Clock clock) {
        this.entityManager = entityManager;
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
        requireDeclared(topic, config.stateTopics(), "partnersupport.messaging.state-topics");
        insert(topic, key, type, sequence, state);
    }

    /**
     * Adds a fact to the running transaction: something that must be seen for itself, such as an alert, rather than the
     * state of an aggregate.
     *
     * @param topic one of the fact topics of this service
     * @param key the fact's own id
     * @param type a past-tense fact
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void fact(String topic, String key, String type, Object data) {
        requireDeclared(topic, config.factTopics(), "partnersupport.messaging.fact-topics");
        insert(topic, key, type, ONLY_ONE, data);
    }

    private static void requireDeclared(String topic, Optional<List<String>> declared, String property) {
        if (!declared.orElse(List.of()).contains(topic)) {
            throw new IllegalArgumentException(topic + " is not among " + property
                    + ": nobody creates it, and all other events would wait behind this one");
        }
    }

    private void insert(String topic, String key, String type, long sequence, Object state) {
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
        relay.wakeAtCommit();
        reactions.wakeAtCommit();
    }
}
