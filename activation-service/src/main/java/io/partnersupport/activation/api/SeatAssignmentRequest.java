package io.partnersupport.activation.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Who gets a seat")
record SeatAssignmentRequest(
        @NotBlank
        @Size(max = 100)
        @Schema(description = "A user of the partner", examples = "8f2c0001-0000-4000-8000-000000000001")
        String userId) {}
