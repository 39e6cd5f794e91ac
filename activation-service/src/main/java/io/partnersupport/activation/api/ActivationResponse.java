package io.partnersupport.activation.api;

import io.partnersupport.activation.domain.activation.Activation;
import io.partnersupport.activation.domain.activation.ActivationStatus;
import io.partnersupport.activation.domain.activation.Activations.Tracked;
import io.partnersupport.activation.domain.activation.Refusal;
import io.partnersupport.kit.http.Problem;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A request to activate a benefit, and what became of it")
record ActivationResponse(
        UUID id,
        UUID benefitId,
        String partnerId,
        ActivationStatus status,

        @Schema(description = "The userId of who requested it")
        String requestedBy,

        Instant requestedAt,

        @Schema(description = "When it is completed at the latest, as expected; business days of the partner's region")
        Instant expectedBy,

        @Schema(description = "When it became active or was rejected, or null")
        Instant completedAt,

        @Schema(description = "Why it was rejected, or null")
        String reason) {
    static ActivationResponse from(Tracked tracked) {
        Activation activation = tracked.activation();
        return new ActivationResponse(
                activation.id().value(),
                activation.benefitId().value(),
                activation.partnerId().value(),
                tracked.status(),
                activation.requestedBy().id(),
                activation.requestedAt(),
                activation.expectedBy(),
                activation.completedAt().orElse(null),
                activation.reason().map(ActivationResponse::textOf).orElse(null));
    }

    /** The worker's reason is a refusal's name, an operator's is a text. */
    private static String textOf(String reason) {
        return Arrays.stream(Refusal.values())
                .filter(refusal -> refusal.name().equals(reason))
                .findFirst()
                .map(refusal -> Problems.text(Problem.codeOf(refusal), "title"))
                .orElse(reason);
    }
}
