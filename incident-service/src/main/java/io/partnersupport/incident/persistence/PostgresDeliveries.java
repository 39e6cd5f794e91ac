package io.partnersupport.incident.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.alert.AlertKind;
import io.partnersupport.incident.domain.webhook.AttemptError;
import io.partnersupport.incident.domain.webhook.Deliveries;
import io.partnersupport.incident.domain.webhook.Delivery;
import io.partnersupport.incident.domain.webhook.Delivery.Attempt;
import io.partnersupport.incident.domain.webhook.DeliveryState;
import io.partnersupport.incident.domain.webhook.RetryPolicy.Verdict;
import io.partnersupport.incident.domain.webhook.WebhookId;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

@ApplicationScoped
class PostgresDeliveries implements Deliveries {
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final EntityManager entityManager;

    PostgresDeliveries(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public int queue(PartnerId partner, AlertKind kind, Message message) {
        List<WebhookId> listeners = Rows.of(
                        query("""
                        SELECT id FROM webhook
                        WHERE partner_id = :partner AND disabled_because IS NULL AND :kind = ANY (kinds)""").setParameter("partner", partner.value()).setParameter("kind", kind.name()))
                .map(row -> new WebhookId(Rows.uuid(row, "id")))
                .toList();
        listeners.forEach(webhook -> queue(webhook, message));
        return listeners.size();
    }

    @Override
    public UUID queue(WebhookId webhook, Message message) {
        UUID id = Ids.next(message.at());
        entityManager
                .createNativeQuery("""
                        INSERT INTO webhook_delivery (id, webhook, message, type, body, state, created_at, tries, due_at)
                        SELECT :id, w.id, :message, :type, :body, 'PENDING', :at, 0, :at FROM webhook w WHERE w.id = :webhook""")
                .setParameter("id", id)
                .setParameter("webhook", webhook.value())
                .setParameter("message", message.id())
                .setParameter("type", message.type())
                .setParameter("body", message.body())
                .setParameter("at", message.at())
                .executeUpdate();
        return id;
    }

    /** What is due is read after the endpoints are leased: until then another might have been sending it. */
    @Override
    public List<Claimed> claim(boolean struggling, Instant now, Instant leasedUntil, int limit) {
        UUID lease = UUID.randomUUID();
        int leased = entityManager
                .createNativeQuery("""
                        UPDATE webhook SET lease = :lease, leased_until = :until, served_at = :now WHERE id IN (
                            SELECT id FROM webhook
                            WHERE id IN (SELECT webhook FROM webhook_delivery WHERE state = 'PENDING' AND due_at <= :now)
                                AND disabled_because IS NULL AND struggling = :struggling
                                AND (leased_until IS NULL OR leased_until <= :now)
                            ORDER BY served_at, id LIMIT :limit FOR NO KEY UPDATE SKIP LOCKED)""")
                .setParameter("lease", lease)
                .setParameter("until", leasedUntil)
                .setParameter("now", now)
                .setParameter("struggling", struggling)
                .setParameter("limit", limit)
                .executeUpdate();
        if (leased == 0) {
            return List.of();
        }
        List<Claimed> claimed = Rows.of(query("SELECT " + PostgresWebhooks.COLUMNS + """
                        , d.id AS delivery, d.message, d.type, d.body, d.tries, d.created_at
                        FROM webhook w CROSS JOIN LATERAL (
                            SELECT * FROM webhook_delivery WHERE webhook = w.id AND state = 'PENDING' AND due_at <= :now
                            ORDER BY due_at, id LIMIT 1) d
                        WHERE w.lease = :lease""")
                        .setParameter("lease", lease)
                        .setParameter("now", now))
                .map(row -> new Claimed(
                        Rows.uuid(row, "delivery"),
                        lease,
                        PostgresWebhooks.webhook(row),
                        new Message(
                                Rows.uuid(row, "message"),
                                row.get("type", String.class),
                                row.get("body", String.class),
                                row.get("created_at", Instant.class)),
                        row.get("tries", Integer.class) + 1))
                .toList();
        if (claimed.size() < leased) {
            entityManager
                    .createNativeQuery("""
                            UPDATE webhook w SET lease = NULL, leased_until = NULL WHERE lease = :lease AND NOT EXISTS (
                                SELECT FROM webhook_delivery d
                                WHERE d.webhook = w.id AND d.state = 'PENDING' AND d.due_at <= :now)""")
                    .setParameter("lease", lease)
                    .setParameter("now", now)
                    .executeUpdate();
        }
        return claimed;
    }

    @Override
    public boolean record(Claimed claimed, Attempt attempt, Verdict verdict, boolean struggling) {
        int held = entityManager
                .createNativeQuery("""
                        UPDATE webhook SET lease = NULL, leased_until = NULL, struggling = :struggling,
                            failing_since = CASE WHEN :delivered THEN NULL ELSE coalesce(failing_since, :at) END
                        WHERE id = :webhook AND lease = :lease""")
                .setParameter("webhook", claimed.webhook().id().value())
                .setParameter("lease", claimed.lease())
                .setParameter("struggling", struggling)
                .setParameter("delivered", verdict.state() == DeliveryState.DELIVERED)
                .setParameter("at", attempt.at())
                .executeUpdate();
        if (held == 0) {
            return false;
        }
        entityManager
                .createNativeQuery("""
                        WITH attempted AS (
                            UPDATE webhook_delivery SET state = :state, tries = tries + 1,
                                due_at = coalesce(CAST(:dueAt AS timestamptz), due_at)
                            WHERE id = :delivery RETURNING id)
                        INSERT INTO webhook_attempt (delivery, number, at, duration_ms, status, error)
                        SELECT id, (SELECT count(*) + 1 FROM webhook_attempt WHERE delivery = :delivery), :at, :took,
                            CAST(:status AS integer), CAST(:error AS text) FROM attempted""")
                .setParameter("delivery", claimed.delivery())
                .setParameter("state", verdict.state().name())
                .setParameter("dueAt", verdict.dueAt().orElse(null))
                .setParameter("at", attempt.at())
                .setParameter("took", attempt.took().toMillis())
                .setParameter(
                        "status",
                        attempt.status().isPresent() ? attempt.status().getAsInt() : null)
                .setParameter("error", attempt.error().map(Enum::name).orElse(null))
                .executeUpdate();
        return true;
    }

    @Override
    public int giveUpForDisabled(int limit) {
        return entityManager.createNativeQuery("""
                        UPDATE webhook_delivery SET state = 'FAILED' WHERE state = 'PENDING' AND id IN (
                            SELECT d.id FROM webhook w JOIN webhook_delivery d ON d.webhook = w.id
                            WHERE w.disabled_because IS NOT NULL AND d.state = 'PENDING'
                            LIMIT :limit FOR UPDATE OF d SKIP LOCKED)""").setParameter("limit", limit).executeUpdate();
    }

    @Override
    public Optional<Delivery> find(UUID id, WebhookId webhook) {
        return deliveries(query("""
                        SELECT id, webhook, message, type, state, created_at, due_at FROM webhook_delivery
                        WHERE id = :id AND webhook = :webhook""").setParameter("id", id).setParameter("webhook", webhook.value())).stream()
                .findFirst();
    }

    @Override
    public List<Delivery> of(WebhookId webhook, Optional<DeliveryState> state, Optional<UUID> after, int limit) {
        Query query = query("""
                SELECT id, webhook, message, type, state, created_at, due_at FROM webhook_delivery
                WHERE webhook = :webhook AND id < :after %s ORDER BY id DESC LIMIT :limit""".formatted(state.isPresent() ? "AND state = :state" : ""))
                .setParameter("webhook", webhook.value())
                .setParameter("after", after.orElse(AFTER_ALL))
                .setParameter("limit", limit);
        state.ifPresent(wanted -> query.setParameter("state", wanted.name()));
        return deliveries(query);
    }

    private List<Delivery> deliveries(Query query) {
        List<Tuple> rows = Rows.of(query).toList();
        Map<UUID, List<Attempt>> attempts = rows.isEmpty()
                ? Map.of()
                : Rows.of(query("""
                                SELECT delivery, number, at, duration_ms, status, error FROM webhook_attempt
                                WHERE delivery IN (:deliveries) ORDER BY delivery, number""")
                                .setParameter(
                                        "deliveries",
                                        rows.stream()
                                                .map(row -> Rows.uuid(row, "id"))
                                                .toList()))
                        .collect(groupingBy(
                                row -> Rows.uuid(row, "delivery"), mapping(PostgresDeliveries::attempt, toList())));
        return rows.stream()
                .map(row -> {
                    DeliveryState state = DeliveryState.valueOf(row.get("state", String.class));
                    return new Delivery(
                            Rows.uuid(row, "id"),
                            new WebhookId(Rows.uuid(row, "webhook")),
                            Rows.uuid(row, "message"),
                            row.get("type", String.class),
                            state,
                            row.get("created_at", Instant.class),
                            Optional.of(row.get("due_at", Instant.class)).filter(at -> state == DeliveryState.PENDING),
                            attempts.getOrDefault(Rows.uuid(row, "id"), List.of()));
                })
                .toList();
    }

    private static Attempt attempt(Tuple row) {
        Integer status = row.get("status", Integer.class);
        return new Attempt(
                row.get("number", Integer.class),
                row.get("at", Instant.class),
                Duration.ofMillis(Rows.number(row, "duration_ms")),
                status == null ? OptionalInt.empty() : OptionalInt.of(status),
                Optional.ofNullable(row.get("error", String.class)).map(AttemptError::valueOf));
    }

    @Override
    public void replay(UUID id, Instant at) {
        entityManager
                .createNativeQuery(
                        "UPDATE webhook_delivery SET state = 'PENDING', tries = 0, due_at = :at WHERE id = :id")
                .setParameter("id", id)
                .setParameter("at", at)
                .executeUpdate();
    }

    @Override
    public Optional<Instant> oldestDue(Instant now) {
        return Rows.of(query("""
                        SELECT d.due_at FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook
                        WHERE d.state = 'PENDING' AND d.due_at <= :now AND w.disabled_because IS NULL
                        ORDER BY d.due_at LIMIT 1""").setParameter("now", now)).findFirst().map(row -> row.get("due_at", Instant.class));
    }

    @Override
    public int forgetDueBefore(Instant before, int limit) {
        return entityManager
                .createNativeQuery("""
                        DELETE FROM webhook_delivery WHERE id IN (
                            SELECT id FROM webhook_delivery WHERE due_at < :before
                            ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED)""")
                .setParameter("before", before)
                .setParameter("limit", limit)
                .executeUpdate();
    }

    private Query query(String sql) {
        return entityManager.createNativeQuery(sql, Tuple.class);
    }
}
