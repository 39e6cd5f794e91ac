package io.partnersupport.linking.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.linking.application.WatchAttempts.Watched;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "The failed pairs of an account that still count")
record LinkingAttemptsResponse(
        @Schema(description = "The subject of the account's tokens", examples = "8f2c0001-0000-4000-8000-000000000011")
        String account,

        @Schema(examples = "5") int failed,

        @Schema(description = "With so many failed pairs the account has to wait", examples = "5")
        int allowed,

        Instant lastFailedAt,

        @Schema(description = "Absent while the account may try")
        Instant blockedUntil) {
    static LinkingAttemptsResponse from(Watched watched) {
        return new LinkingAttemptsResponse(
                watched.attempts().account().subject(),
                watched.attempts().triedAt().size(),
                watched.limit().attempts(),
                watched.attempts().lastTriedAt(),
                watched.blockedUntil().orElse(null));
    }
}
