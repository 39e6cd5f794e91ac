package io.partnersupport.activation.application;

import io.partnersupport.activation.application.Notifier.Kind;
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
    record Claimed(UUID id, Kind kind, String recipient, Map<String, String> arguments, Instant createdAt, int tries) {}

    /** Takes the one that has been due longest; others see it as due again from the second instant on. */
    Optional<Claimed> claim(Instant at, Instant heldUntil);

    void sent(Claimed claimed, Instant at);

    void failed(Claimed claimed, String why, Instant nextTryAt);

    void gaveUp(Claimed claimed, String why, Instant at);
}
