package io.partnersupport.activation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.activation.domain.key.KeyReveal;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Who looked at the keys, and when; without the keys")
record PastKeyRevealResponse(
        UUID id,

        @Schema(description = "A userId") String revealedBy,

        @Schema(description = "What allowed it", examples = "global-admin")
        String role,

        @Schema(examples = "2026-03-12T09:30:00Z") Instant revealedAt,

        @Schema(examples = "en") String language,

        @Schema(examples = "windows-x64") String operatingSystem) {
    static PastKeyRevealResponse from(KeyReveal reveal) {
        return new PastKeyRevealResponse(
                reveal.id(),
                reveal.by().id(),
                reveal.by().role(),
                reveal.at(),
                reveal.language().orElse(null),
                reveal.operatingSystem().orElse(null));
    }
}
