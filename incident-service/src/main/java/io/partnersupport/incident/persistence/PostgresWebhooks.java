package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.alert.AlertKind;
import io.partnersupport.incident.domain.webhook.DisabledBecause;
import io.partnersupport.incident.domain.webhook.Webhook;
import io.partnersupport.incident.domain.webhook.Webhook.Disabled;
import io.partnersupport.incident.domain.webhook.Webhook.Secret;
import io.partnersupport.incident.domain.webhook.WebhookAct;
import io.partnersupport.incident.domain.webhook.WebhookId;
import io.partnersupport.incident.domain.webhook.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@ApplicationScoped
class PostgresWebhooks implements Webhooks {
    /** The columns of a webhook without those of its deliveries. */
    static final String COLUMNS = """
            w.id, w.partner_id, w.url, w.description, array_to_string(w.kinds, ',') AS kinds, w.secret, w.former_secret,
            w.former_until, w.disabled_because, w.disabled_at, w.failing_since, w.registered_at, w.sequence""";

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final EntityManager entityManager;

    PostgresWebhooks(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public boolean add(Webhook webhook, int limit) {
        // whoever adds for the same partner counts after this transaction
        query("SELECT 1 AS locked FROM (SELECT pg_advisory_xact_lock(hashtextextended('webhook ' || :partner, 0))) l")
                .setParameter("partner", webhook.partner().value())
                .getSingleResult();
        return bind(entityManager.createNativeQuery("""
                        INSERT INTO webhook (id, partner_id, url, description, kinds, secret, former_secret, former_until,
                            disabled_because, disabled_at, registered_at, sequence, served_at)
                        SELECT :id, :partner, :url, CAST(:description AS text), string_to_array(:kinds, ','), :secret,
                            CAST(:formerSecret AS text), CAST(:formerUntil AS timestamptz),
                            CAST(:because AS text), CAST(:disabledAt AS timestamptz), :registeredAt, :sequence, :registeredAt
                        WHERE (SELECT count(*) FROM webhook WHERE partner_id = :partner) < :limit"""), webhook)
                        .setParameter("partner", webhook.partner().value())
                        .setParameter("registeredAt", webhook.registeredAt())
                        .setParameter("limit", limit)
                        .executeUpdate()
                == 1;
    }

    @Override
    public Optional<Webhook> find(WebhookId id, PartnerId partner) {
        return Rows.of(query("SELECT " + COLUMNS + " FROM webhook w WHERE w.id = :id AND w.partner_id = :partner")
                        .setParameter("id", id.value())
                        .setParameter("partner", partner.value()))
                .findFirst()
                .map(PostgresWebhooks::webhook);
    }

    @Override
    public List<Webhook> of(PartnerId partner, Optional<WebhookId> after, int limit) {
        return Rows.of(query("SELECT " + COLUMNS + """
                        \sFROM webhook w WHERE w.partner_id = :partner AND w.id > :after ORDER BY w.id LIMIT :limit""")
                        .setParameter("partner", partner.value())
                        .setParameter("after", after.map(WebhookId::value).orElse(BEFORE_ALL))
                        .setParameter("limit", limit))
                .map(PostgresWebhooks::webhook)
                .toList();
    }

    @Override
    public Optional<Webhook> replace(Webhook webhook) {
        return Rows.of(bind(query("""
                        UPDATE webhook w SET url = :url, description = CAST(:description AS text),
                            kinds = string_to_array(:kinds, ','), secret = :secret,
                            former_secret = CAST(:formerSecret AS text), former_until = CAST(:formerUntil AS timestamptz),
                            failing_since = CASE WHEN afresh THEN NULL ELSE failing_since END,
                            struggling = struggling AND NOT afresh,
                            disabled_because = CAST(:because AS text), disabled_at = CAST(:disabledAt AS timestamptz),
                            sequence = sequence + 1
                        FROM (SELECT id AS changed, url <> :url
                                OR disabled_because IS NOT NULL AND CAST(:because AS text) IS NULL AS afresh
                            FROM webhook WHERE id = :id FOR NO KEY UPDATE) before
                        WHERE id = changed AND sequence = :sequence
                        RETURNING\s""" + COLUMNS), webhook)).findFirst().map(PostgresWebhooks::webhook);
    }

    @Override
    public boolean remove(WebhookId id) {
        return entityManager
                        .createNativeQuery("DELETE FROM webhook WHERE id = :id")
                        .setParameter("id", id.value())
                        .executeUpdate()
                == 1;
    }

    @Override
    public void note(WebhookId id, PartnerId partner, PastAct act) {
        entityManager
                .createNativeQuery("""
                        INSERT INTO webhook_act (webhook, partner_id, act, actor, at, details)
                        VALUES (:webhook, :partner, :act, :actor, :at, CAST(:details AS text))""")
                .setParameter("webhook", id.value())
                .setParameter("partner", partner.value())
                .setParameter("act", act.act().name())
                .setParameter("actor", act.actor())
                .setParameter("at", act.at())
                .setParameter("details", act.details().orElse(null))
                .executeUpdate();
    }

    @Override
    public List<Noted> history(WebhookId id, long after, int limit) {
        return Rows.of(query("""
                        SELECT position, act, actor, at, details FROM webhook_act
                        WHERE webhook = :webhook AND position > :after ORDER BY position LIMIT :limit""")
                        .setParameter("webhook", id.value())
                        .setParameter("after", after)
                        .setParameter("limit", limit))
                .map(row -> new Noted(
                        Rows.number(row, "position"),
                        new PastAct(
                                WebhookAct.valueOf(row.get("act", String.class)),
                                row.get("actor", String.class),
                                row.get("at", Instant.class),
                                Optional.ofNullable(row.get("details", String.class)))))
                .toList();
    }

    @Override
    public List<Webhook> notSealedWith(String key, int limit) {
        return Rows.of(query("SELECT " + COLUMNS + """
                        \sFROM webhook w WHERE split_part(w.secret, ':', 1) < :key OR split_part(w.secret, ':', 1) > :key
                        LIMIT :limit""").setParameter("key", key).setParameter("limit", limit))
                .map(PostgresWebhooks::webhook)
                .toList();
    }

    static Webhook webhook(Tuple row) {
        return new Webhook(
                new WebhookId(Rows.uuid(row, "id")),
                new PartnerId(row.get("partner_id", String.class)),
                URI.create(row.get("url", String.class)),
                Optional.ofNullable(row.get("description", String.class)),
                kinds(row.get("kinds", String.class)),
                new Secret(
                        row.get("secret", String.class),
                        Optional.ofNullable(row.get("former_secret", String.class))
                                .map(text -> new Secret.Former(text, row.get("former_until", Instant.class)))),
                Optional.ofNullable(row.get("disabled_because", String.class))
                        .map(because ->
                                new Disabled(DisabledBecause.valueOf(because), row.get("disabled_at", Instant.class))),
                Optional.ofNullable(row.get("failing_since", Instant.class)),
                row.get("registered_at", Instant.class),
                Rows.number(row, "sequence"));
    }

    private static Set<AlertKind> kinds(String names) {
        return Stream.of(names.split(",")).map(AlertKind::valueOf).collect(Collectors.toSet());
    }

    private static Query bind(Query query, Webhook webhook) {
        return query.setParameter("id", webhook.id().value())
                .setParameter("url", webhook.url().toString())
                .setParameter("description", webhook.description().orElse(null))
                .setParameter(
                        "kinds",
                        webhook.kinds().stream().map(Enum::name).sorted().collect(Collectors.joining(",")))
                .setParameter("secret", webhook.secret().sealed())
                .setParameter(
                        "formerSecret",
                        webhook.secret().former().map(Secret.Former::sealed).orElse(null))
                .setParameter(
                        "formerUntil",
                        webhook.secret().former().map(Secret.Former::until).orElse(null))
                .setParameter(
                        "because",
                        webhook.disabled().map(it -> it.because().name()).orElse(null))
                .setParameter("disabledAt", webhook.disabled().map(Disabled::at).orElse(null))
                .setParameter("sequence", webhook.sequence());
    }

    private Query query(String sql) {
        return entityManager.createNativeQuery(sql, Tuple.class);
    }
}
