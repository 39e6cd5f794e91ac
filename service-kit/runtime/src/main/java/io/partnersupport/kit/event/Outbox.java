package io.partnersupport.kit.event;

import io.partnersupport.kit.http.Trace;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
     * An event of the running transaction.
     *
     * @param topic one of the state topics of this service
     * @param type a past-tense fact, such as {@code partnersupport.contract.issued}
     * @param sequence from the aggregate's row, read after its update in this transaction, so that it follows the
     *     order of commits
     * @param state the complete public state
     * @param traceparent of the request that caused it; null if none did
     */
    public record Event(String topic, String key, String type, long sequence, Object state, String traceparent) {}

    /** Adds an event, caused by the running request, to the running transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(String topic, String key, String type, long sequence, Object state) {
        addAll(List.of(new Event(topic, key, type, sequence, state, Trace.current())));
    }

    /** Adds events to the running transaction, with one statement. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void addAll(List<Event> events) {
        events.forEach(
                event -> requireDeclared(event.topic(), config.stateTopics(), "partnersupport.messaging.state-topics"));
        insert(events);
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
        insert(List.of(new Event(topic, key, type, ONLY_ONE, data, Trace.current())));
    }

    private static void requireDeclared(String topic, Optional<List<String>> declared, String property) {
        if (!declared.orElse(List.of()).contains(topic)) {
            throw new IllegalArgumentException(topic + " is not among " + property
                    + ": nobody creates it, and all other events would wait behind this one");
        }
    }

    private void insert(List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<OutboxRow> rows = events.stream()
                .map(event -> new OutboxRow(
                        Ids.next(now),
                        event.topic(),
                        event.key(),
                        event.type(),
                        event.sequence(),
                        json.write(event.state()),
                        event.traceparent()))
                .toList();
        entityManager
                .createNativeQuery("""
                        INSERT INTO outbox (id, aggregatetype, aggregateid, type, sequence, payload, "timestamp", traceparent)
                        SELECT id, topic, key, type, sequence, payload, :time, traceparent
                        FROM jsonb_to_recordset(CAST(:events AS jsonb)) AS event (id uuid, topic text, key text, type text,
                            sequence bigint, payload text, traceparent text)""")
                .setParameter("time", now)
                .setParameter("events", json.write(rows))
                .executeUpdate();
        relay.wakeAtCommit();
        reactions.wakeAtCommit();
    }

    private record OutboxRow(
            UUID id, String topic, String key, String type, long sequence, String payload, String traceparent) {}
}
