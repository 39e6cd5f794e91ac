package io.partnersupport.activation.domain.notification;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is to be sent, and what became of it. */
public interface Notifications {
    /**
     * One that this process sends now.
     *
     * @param tries how often it was claimed, this time included
     */
    record Claimed(
            UUID id,
            NotificationKind kind,
            String recipient,
            Map<String, String> arguments,
            Instant createdAt,
            int tries) {}

    /** Adds one that is due at once; it is there already if the same person was told the same on that occasion. */
    void add(NotificationKind kind, String recipient, String businessKey, Map<String, String> arguments, Instant at);

    /** Takes the one that has been due longest; others see it as due again from the second instant on. */
    Optional<Claimed> claim(Instant at, Instant heldUntil);

    void sent(Claimed claimed, Instant at);

    void failed(Claimed claimed, String why, Instant nextTryAt);

    void gaveUp(Claimed claimed, String why, Instant at);
}
