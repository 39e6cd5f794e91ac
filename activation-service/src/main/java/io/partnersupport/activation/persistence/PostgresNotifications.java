package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.notification.NotificationKind;
import io.partnersupport.activation.domain.notification.Notifications;
import io.partnersupport.kit.event.EventJson;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

@ApplicationScoped
class PostgresNotifications implements Notifications {
    private final EntityManager entityManager;
    private final EventJson json;

    PostgresNotifications(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    @Override
    public void add(
            NotificationKind kind, String recipient, String businessKey, Map<String, String> arguments, Instant at) {
        entityManager
                .createNativeQuery("""
                        INSERT INTO notification
                            (id, kind, recipient, business_key, arguments, created_at, next_try_at)
                        VALUES (:id, :kind, :recipient, :key, :arguments, :now, :now)
                        ON CONFLICT (kind, business_key, recipient) DO NOTHING""")
                .setParameter("id", Ids.next(at))
                .setParameter("kind", kind.name())
                .setParameter("recipient", recipient)
                .setParameter("key", businessKey)
                .setParameter("arguments", json.write(new TreeMap<>(arguments)))
                .setParameter("now", at)
                .executeUpdate();
    }

    @Override
    public Optional<Claimed> claim(Instant at, Instant heldUntil) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        UPDATE notification SET tries = tries + 1, next_try_at = :heldUntil
                        WHERE id = (SELECT id FROM notification WHERE next_try_at <= :at
                            ORDER BY next_try_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING id, kind, recipient, arguments, created_at, tries""")
                .setParameter("at", at)
                .setParameter("heldUntil", heldUntil)
                .getResultList();
        return rows.stream().map(Object[].class::cast).map(this::claimed).findFirst();
    }

    private Claimed claimed(Object[] row) {
        Map<String, String> arguments = new TreeMap<>();
        Map<?, ?> kept = json.read((String) row[3], Map.class);
        kept.forEach((name, value) -> arguments.put((String) name, (String) value));
        return new Claimed(
                (UUID) row[0],
                NotificationKind.valueOf((String) row[1]),
                (String) row[2],
                arguments,
                (Instant) row[4],
                ((Number) row[5]).intValue());
    }

    @Override
    public void sent(Claimed claimed, Instant at) {
        update(claimed, "next_try_at = NULL, last_failure = NULL, sent_at = :at")
                .setParameter("at", at)
                .executeUpdate();
    }

    @Override
    public void failed(Claimed claimed, String why, Instant nextTryAt) {
        update(claimed, "next_try_at = :at, last_failure = :why")
                .setParameter("at", nextTryAt)
                .setParameter("why", why)
                .executeUpdate();
    }

    @Override
    public void gaveUp(Claimed claimed, String why, Instant at) {
        update(claimed, "next_try_at = NULL, last_failure = :why, given_up_at = :at")
                .setParameter("at", at)
                .setParameter("why", why)
                .executeUpdate();
    }

    /** Who stalled until another claimed it has nothing more to say. */
    private Query update(Claimed claimed, String change) {
        return entityManager
                .createNativeQuery("UPDATE notification SET " + change
                        + " WHERE id = :id AND tries = :tries AND next_try_at IS NOT NULL")
                .setParameter("id", claimed.id())
                .setParameter("tries", claimed.tries());
    }
}
