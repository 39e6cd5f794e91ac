package io.partnersupport.incident.domain.webhook;

import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.alert.AlertKind;
import io.partnersupport.incident.domain.webhook.Delivery.Attempt;
import io.partnersupport.incident.domain.webhook.RetryPolicy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Messages on their way. An endpoint is leased as a whole: whoever holds the lease sends it one message; a lease that
 * ran out is given to another, and what its former holder still has to say is not heard.
 */
public interface Deliveries {
    /** A message as it is kept, equal for every endpoint. */
    record Message(UUID id, String type, String body, Instant at) {}

    /**
     * A message that only the holder of the lease sends.
     *
     * @param attempt counted from one since the message was queued or replayed
     */
    record Claimed(UUID delivery, UUID lease, Webhook webhook, Message message, int attempt) {}

    /** Queues a message for every enabled endpoint of the partner that wants that kind; how many there are. */
    int queue(PartnerId partner, AlertKind kind, Message message);

    /** Queues a message for one endpoint. */
    UUID queue(WebhookId webhook, Message message);

    /**
     * Leases endpoints that have something due, those first that were served longest ago, and takes the oldest due
     * message of each.
     *
     * @param struggling of which kind: endpoints whose last attempt failed or was slow, or the others
     */
    List<Claimed> claim(boolean struggling, Instant now, Instant leasedUntil, int limit);

    /**
     * Records an attempt and ends the lease; false, and nothing is recorded, if the lease is another's by now.
     *
     * @param struggling whether the endpoint belongs to the slow ones from now on
     */
    boolean record(Claimed claimed, Attempt attempt, Verdict verdict, boolean struggling);

    /** Gives up what is still pending for disabled endpoints; how many there were. */
    int giveUpForDisabled(int limit);

    Optional<Delivery> find(UUID id, WebhookId webhook);

    /** The newest first. */
    List<Delivery> of(WebhookId webhook, Optional<DeliveryState> state, Optional<UUID> after, int limit);

    /** Makes a message due now, as if it were new. */
    void replay(UUID id, Instant at);

    /** When the message that has waited longest became due. */
    Optional<Instant> oldestDue(Instant now);

    /** Forgets what was due before; how many there were. */
    int forgetDueBefore(Instant before, int limit);
}
