package io.partnersupport.incident.application.webhook;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.alert.AlertKind;
import io.partnersupport.incident.domain.webhook.Deliveries;
import io.partnersupport.incident.domain.webhook.Delivery;
import io.partnersupport.incident.domain.webhook.DeliveryState;
import io.partnersupport.incident.domain.webhook.Webhook;
import io.partnersupport.incident.domain.webhook.Webhook.Changes;
import io.partnersupport.incident.domain.webhook.Webhook.Secret;
import io.partnersupport.incident.domain.webhook.WebhookAct;
import io.partnersupport.incident.domain.webhook.WebhookId;
import io.partnersupport.incident.domain.webhook.Webhooks;
import io.partnersupport.incident.domain.webhook.Webhooks.Noted;
import io.partnersupport.incident.domain.webhook.Webhooks.PastAct;
import io.partnersupport.kit.event.Reactions;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a partner's admins do with their endpoints (I-15). */
@ApplicationScoped
public class ManageWebhooks {
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final SealedSecrets secrets;
    private final TestMessages testMessages;
    private final Reactions reactions;
    private final WebhookConfig config;
    private final Clock clock;

    ManageWebhooks(
            Webhooks webhooks,
            Deliveries deliveries,
            SealedSecrets secrets,
            TestMessages testMessages,
            Reactions reactions,
            WebhookConfig config,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.testMessages = testMessages;
        this.reactions = reactions;
        this.config = config;
        this.clock = clock;
    }

    /** An endpoint and the secret that is shown this once. */
    public record WithSecret(Webhook webhook, String secret) {}

    /** Those who see all of a partner's incidents say where alerts about them go. */
    public static boolean mayManage(Caller caller) {
        return caller.partnerId().isPresent()
                && caller.hasAny(Role.GLOBAL_ADMIN, Role.MPN_PARTNER_ADMIN, Role.ADMIN_AGENT);
    }

    /** Registers an endpoint whose URL was checked; empty if the partner has as many as it may. */
    @Transactional
    public Optional<WithSecret> register(
            PartnerId partner, URI url, Optional<String> description, Set<AlertKind> kinds, AccountId by) {
        Instant now = clock.instant();
        WebhookId id = new WebhookId(Ids.next(now));
        SigningSecret secret = SigningSecret.next();
        Webhook webhook = new Webhook(
                id,
                partner,
                url,
                description,
                kinds,
                new Secret(secrets.seal(secret, id), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                now,
                1);
        if (!webhooks.add(webhook, config.perPartner())) {
            return Optional.empty();
        }
        note(webhook, WebhookAct.REGISTER, by, now, Optional.empty());
        return Optional.of(new WithSecret(webhook, secret.text()));
    }

    public Optional<Webhook> find(WebhookId id, PartnerId partner) {
        return webhooks.find(id, partner);
    }

    public List<Webhook> of(PartnerId partner, Optional<WebhookId> after, int limit) {
        return webhooks.of(partner, after, limit);
    }

    public List<Noted> history(Webhook webhook, long after, int limit) {
        return webhooks.history(webhook.id(), after, limit);
    }

    /** Changes an endpoint; empty if it is not the one that was read. */
    @Transactional
    public Optional<Webhook> change(Webhook read, Changes changes, AccountId by) {
        Instant now = clock.instant();
        Optional<Webhook> changed = webhooks.replace(read.with(changes, now));
        changed.ifPresent(webhook -> {
            List<String> fields = fieldsOf(changes);
            if (!fields.isEmpty()) {
                note(webhook, WebhookAct.CHANGE, by, now, Optional.of(String.join(",", fields)));
            }
            if (webhook.isEnabled() != read.isEnabled()) {
                note(webhook, webhook.isEnabled() ? WebhookAct.ENABLE : WebhookAct.DISABLE, by, now, Optional.empty());
            }
        });
        return changed;
    }

    private static List<String> fieldsOf(Changes changes) {
        List<String> fields = new ArrayList<>();
        changes.url().ifPresent(url -> fields.add("url"));
        changes.description().ifPresent(description -> fields.add("description"));
        changes.kinds().ifPresent(kinds -> fields.add("types"));
        return fields;
    }

    @Transactional
    public void remove(Webhook webhook, AccountId by) {
        if (webhooks.remove(webhook.id())) {
            note(webhook, WebhookAct.DELETE, by, clock.instant(), Optional.empty());
        }
    }

    /** Gives an endpoint another secret; the former one signs beside it for a while. Empty if it was removed. */
    @Transactional
    public Optional<WithSecret> rotateSecret(Webhook webhook, AccountId by) {
        Instant now = clock.instant();
        SigningSecret secret = SigningSecret.next();
        String sealed = secrets.seal(secret, webhook.id());
        Optional<Webhook> present = Optional.of(webhook);
        while (present.isPresent()) {
            Optional<Webhook> rotated = present.flatMap(known ->
                    webhooks.replace(known.with(known.secret().rotatedTo(sealed, now.plus(config.rotationOverlap())))));
            if (rotated.isPresent()) {
                note(rotated.get(), WebhookAct.ROTATE_SECRET, by, now, Optional.empty());
                return Optional.of(new WithSecret(rotated.get(), secret.text()));
            }
            present = webhooks.find(webhook.id(), webhook.partner()); // somebody changed something else meanwhile
        }
        return Optional.empty();
    }

    /** Queues a message that only says that it arrives. */
    @Transactional
    public Optional<Delivery> test(Webhook webhook) {
        UUID delivery = deliveries.queue(webhook.id(), testMessages.to(webhook, clock.instant()));
        reactions.wakeAtCommit();
        return deliveries.find(delivery, webhook.id());
    }

    public List<Delivery> deliveries(Webhook webhook, Optional<DeliveryState> state, Optional<UUID> after, int limit) {
        return deliveries.of(webhook.id(), state, after, limit);
    }

    public Optional<Delivery> delivery(UUID id, Webhook webhook) {
        return deliveries.find(id, webhook.id());
    }

    /** Sends a message again under its own id, with all its retries, whatever became of it. */
    @Transactional
    public Optional<Delivery> replay(UUID id, Webhook webhook) {
        if (deliveries.find(id, webhook.id()).isEmpty()) {
            return Optional.empty();
        }
        deliveries.replay(id, clock.instant());
        reactions.wakeAtCommit();
        return deliveries.find(id, webhook.id());
    }

    private void note(Webhook webhook, WebhookAct act, AccountId by, Instant at, Optional<String> details) {
        webhooks.note(webhook.id(), webhook.partner(), new PastAct(act, by.value(), at, details));
    }
}
