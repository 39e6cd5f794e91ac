package io.partnersupport.activation.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Why an activation is rejected")
record RejectionRequest(
        @NotBlank
        @Size(max = 500)
        @Pattern(regexp = "[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*", message = "one-line")
        @Schema(description = "One line that the partner reads", examples = "The company's data is incomplete")
        String reason) {}
