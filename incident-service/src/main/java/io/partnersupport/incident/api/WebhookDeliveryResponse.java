package io.partnersupport.incident.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.domain.webhook.AttemptError;
import io.partnersupport.incident.domain.webhook.Delivery;
import io.partnersupport.incident.domain.webhook.Delivery.Attempt;
import io.partnersupport.incident.domain.webhook.DeliveryState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One message to one endpoint, and how often it was tried. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WebhookDeliveryResponse(
        UUID id,

        @Schema(description = "The header webhook-id of every attempt")
        UUID messageId,

        String type,
        DeliveryState state,
        Instant createdAt,
        Instant nextAttemptAt,
        List<WebhookAttemptResponse> attempts) {

    /** One attempt. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WebhookAttemptResponse(
            int number,
            Instant at,
            long durationMs,

            @Schema(description = "Left out if there was no answer")
            Integer statusCode,

            @Schema(description = "Left out if it succeeded")
            AttemptError error) {
        static WebhookAttemptResponse from(Attempt attempt) {
            return new WebhookAttemptResponse(
                    attempt.number(),
                    attempt.at(),
                    attempt.took().toMillis(),
                    attempt.status().isPresent() ? attempt.status().getAsInt() : null,
                    attempt.error().orElse(null));
        }
    }

    static WebhookDeliveryResponse from(Delivery delivery) {
        return new WebhookDeliveryResponse(
                delivery.id(),
                delivery.message(),
                delivery.type(),
                delivery.state(),
                delivery.createdAt(),
                delivery.nextAttemptAt().orElse(null),
                delivery.attempts().stream().map(WebhookAttemptResponse::from).toList());
    }
}
