package io.partnersupport.incident.domain.webhook;

import io.partnersupport.incident.domain.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The registered endpoints and what was done to them. */
public interface Webhooks {
    /** Something that was done to an endpoint. */
    record PastAct(WebhookAct act, String actor, Instant at, Optional<String> details) {}

    /** An entry of the history, and its place. */
    record Noted(long position, PastAct act) {}

    /** Adds one, unless the partner has as many as it may. */
    boolean add(Webhook webhook, int limit);

    Optional<Webhook> find(WebhookId id, PartnerId partner);

    /** Of a partner, in the order of their registration. */
    List<Webhook> of(PartnerId partner, Optional<WebhookId> after, int limit);

    /**
     * Replaces it and raises its sequence; empty if that is not the stored one. An endpoint that moved or is enabled
     * again begins without failures.
     */
    Optional<Webhook> replace(Webhook webhook);

    /** Removes it with its deliveries; its history stays. */
    boolean remove(WebhookId id);

    /** Adds to the history in the running transaction. */
    void note(WebhookId id, PartnerId partner, PastAct act);

    /** The first first. */
    List<Noted> history(WebhookId id, long after, int limit);

    /** Secrets that are not sealed with the key of that id. */
    List<Webhook> notSealedWith(String key, int limit);
}
