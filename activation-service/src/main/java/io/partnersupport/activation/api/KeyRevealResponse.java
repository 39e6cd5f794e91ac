package io.partnersupport.activation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.activation.application.RevealKeys.RevealedKey;
import io.partnersupport.activation.domain.key.KeyReveal;
import io.partnersupport.activation.domain.software.SoftwareTerms.Download;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "The keys of a benefit, and how to use them")
record KeyRevealResponse(
        UUID id,
        UUID benefitId,

        @Schema(description = "The same keys every time", examples = "[\"7Q2KM-9XA04-TD8WR-22VHC-PX6GJ\"]")
        List<String> keys,

        List<SoftwareDownloadResponse> downloads,

        @Schema(examples = "Install, then enter the key in the settings.")
        String instructions,

        @Schema(examples = "en") String language,

        @Schema(examples = "windows-x64") String operatingSystem,

        @Schema(description = "A userId") String revealedBy,

        @Schema(examples = "2026-03-12T09:30:00Z") Instant revealedAt) {

    @Schema(description = "Where software can be downloaded")
    record SoftwareDownloadResponse(
            @Schema(examples = "en") String language,

            @Schema(examples = "windows-x64") String operatingSystem,

            @Schema(examples = "https://downloads.example/windows-11-en-x64.iso")
            String url) {}

    static KeyRevealResponse from(RevealedKey revealed, List<Download> downloads, String instructions) {
        KeyReveal reveal = revealed.reveal();
        return new KeyRevealResponse(
                reveal.id(),
                reveal.benefitId().value(),
                List.of(revealed.key()),
                downloads.stream()
                        .map(download -> new SoftwareDownloadResponse(
                                download.language(), download.operatingSystem(), download.url()))
                        .toList(),
                instructions,
                reveal.language().orElse(null),
                reveal.operatingSystem().orElse(null),
                reveal.by().id(),
                reveal.at());
    }

    @Override
    public String toString() {
        return "KeyRevealResponse[…]";
    }
}
