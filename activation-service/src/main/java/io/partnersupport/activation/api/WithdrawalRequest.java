package io.partnersupport.activation.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Why a contract is withdrawn")
record WithdrawalRequest(
        @NotBlank
        @Size(max = 500)
        @Pattern(regexp = "[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*", message = "one-line")
        @Schema(examples = "The membership was bought by mistake")
        String reason) {}
