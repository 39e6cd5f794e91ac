package io.partnersupport.incident.domain.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * One message on its way to one endpoint.
 *
 * @param message the same for every attempt, so that a receiver knows what it has seen
 * @param nextAttemptAt while it is pending
 */
public record Delivery(
        UUID id,
        WebhookId webhook,
        UUID message,
        String type,
        DeliveryState state,
        Instant createdAt,
        Optional<Instant> nextAttemptAt,
        List<Attempt> attempts) {
    public Delivery {
        attempts = List.copyOf(attempts);
    }

    /** One attempt, counted from one. */
    public record Attempt(int number, Instant at, Duration took, OptionalInt status, Optional<AttemptError> error) {}
}
