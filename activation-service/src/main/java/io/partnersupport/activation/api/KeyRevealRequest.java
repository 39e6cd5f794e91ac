package io.partnersupport.activation.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Which of the software is wanted")
record KeyRevealRequest(
        @NotBlank @Size(max = 35) @Schema(description = "One of the benefit's languages", examples = "en")
        String language,

        @NotBlank
        @Size(max = 100)
        @Schema(description = "One of the benefit's operating systems", examples = "windows-x64")
        String operatingSystem) {}
