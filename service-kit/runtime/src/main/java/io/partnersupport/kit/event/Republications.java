package io.partnersupport.kit.event;

import io.partnersupport.kit.persistence.Ids;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Announces all states of a topic again, in batches, while everything else goes on: raised sequences make the events
 * new to readers, and the state of each is the one at that moment. A restart continues where it was; several instances
 * take turns.
 */
@ApplicationScoped
public class Republications implements Reaction {
    private static final int BATCH = 100;
    /** What waits to be sent already delays all other events. */
    private static final int WAITING_EVENTS = 1_000;

    /**
     * How far the republication of a topic is.
     *
     * @param total how many states there were when it was asked for; more or fewer may be there by now
     */
    public record Republication(
            UUID id,
            String topic,
            String requestedBy,
            Instant requestedAt,
            long total,
            long republished,
            Optional<Instant> completedAt) {}

    private final Map<String, RepublishedStates> byTopic;
    private final EntityManager entityManager;
    private final Reactions reactions;
    private final Clock clock;

    Republications(@All List<RepublishedStates> states, EntityManager entityManager, Reactions reactions, Clock clock) {
        this.byTopic =
                states.stream().collect(Collectors.toUnmodifiableMap(RepublishedStates::topic, Function.identity()));
        this.entityManager = entityManager;
        this.reactions = reactions;
        this.clock = clock;
    }

    /** The topics whose states can be announced again. */
    public List<String> topics() {
        return byTopic.keySet().stream().sorted().toList();
    }

    /**
     * Begins one, or answers with the one that is running.
     *
     * @return empty if this service does not own the states of such a topic
     */
    @Transactional
    public Optional<Republication> begin(String topic, String requestedBy) {
        RepublishedStates states = byTopic.get(topic);
        if (states == null) {
            return Optional.empty();
        }
        entityManager
                .createNativeQuery("""
                        INSERT INTO republication (id, topic, requested_by, requested_at, total)
                        VALUES (:id, :topic, :by, :at, :total)
                        ON CONFLICT (topic) WHERE completed_at IS NULL DO NOTHING""")
                .setParameter("id", Ids.next(clock.instant()))
                .setParameter("topic", topic)
                .setParameter("by", requestedBy)
                .setParameter("at", clock.instant())
                .setParameter("total", states.count().getAsLong())
                .executeUpdate();
        reactions.wakeAtCommit();
        return select("WHERE topic = :value AND completed_at IS NULL", topic).stream()
                .findFirst();
    }

    @Transactional
    public Optional<Republication> find(UUID id) {
        return select("WHERE id = :value", id).stream().findFirst();
    }

    /** The latest ones first. */
    @Transactional
    public List<Republication> latest(int limit) {
        return select("ORDER BY id DESC LIMIT :value", limit);
    }

    @Override
    public int react() {
        return QuarkusTransaction.requiringNew().call(this::continueOne);
    }

    private int continueOne() {
        List<?> running = entityManager
                .createNativeQuery("""
                        SELECT topic, after_key FROM republication
                        WHERE completed_at IS NULL AND (SELECT count(*) FROM (SELECT FROM outbox LIMIT :waiting) AS o) < :waiting
                        ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED""")
                .setParameter("waiting", WAITING_EVENTS)
                .getResultList();
        if (running.isEmpty()) {
            return 0;
        }
        Object[] row = (Object[]) running.get(0);
        String topic = (String) row[0];
        List<String> keys = List.copyOf(byTopic.get(topic).announcement().announceAfter((String) row[1], BATCH));
        entityManager
                .createNativeQuery("""
                        UPDATE republication
                        SET republished = republished + :size, after_key = coalesce(cast(:lastKey AS text), after_key),
                            completed_at = cast(:completedAt AS timestamptz)
                        WHERE topic = :topic AND completed_at IS NULL""")
                .setParameter("size", keys.size())
                .setParameter("lastKey", keys.isEmpty() ? null : keys.get(keys.size() - 1))
                .setParameter("completedAt", keys.isEmpty() ? clock.instant() : null)
                .setParameter("topic", topic)
                .executeUpdate();
        return 1;
    }

    private List<Republication> select(String which, Object value) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        SELECT id, topic, requested_by, requested_at, total, republished, completed_at
                        FROM republication\s""" + which)
                .setParameter("value", value)
                .getResultList();
        return rows.stream().map(Object[].class::cast).map(Republications::read).toList();
    }

    private static Republication read(Object[] row) {
        return new Republication(
                (UUID) row[0],
                (String) row[1],
                (String) row[2],
                (Instant) row[3],
                ((Number) row[4]).longValue(),
                ((Number) row[5]).longValue(),
                Optional.ofNullable((Instant) row[6]));
    }
}
