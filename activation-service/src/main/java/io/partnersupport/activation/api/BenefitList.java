package io.partnersupport.activation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Benefits of a partner. No schema of its own: each kind of benefit has one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BenefitList<T>(
        List<T> items,

        @Schema(description = "Said when there are none") String message,

        @Schema(description = "What may help when there are none")
        String hint,

        @Schema(
                description = "The instant up to which grants and users are known here",
                examples = "2026-03-12T09:30:00Z")
        Instant asOf) {
    static <T> BenefitList<T> of(List<T> items, Optional<Instant> asOf) {
        return new BenefitList<>(
                items,
                items.isEmpty() ? Problems.text("no-benefits", "title") : null,
                items.isEmpty() ? Problems.text("no-benefits", "nextStep") : null,
                asOf.orElse(null));
    }
}
