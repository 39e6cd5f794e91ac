package io.partnersupport.activation.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Whom the program calls about the partner's offers")
record MarketingContactRequest(
        @NotBlank
        @Size(max = 100)
        @Schema(description = "A user of the partner", examples = "8f2c0001-0000-4000-8000-000000000001")
        String userId,

        @NotNull
        @Size(max = 254)
        @Pattern(regexp = "[^@\\s\\p{Cc}\\p{Cf}]+@[^@\\s\\p{Cc}\\p{Cf}]+", message = "e-mail-address")
        @Schema(
                description = "Not the one of the company's account",
                format = "email",
                pattern = "^[^@\\s]+@[^@\\s]+$",
                examples = "marketing@contoso.example")
        String email,

        @NotNull
        @Pattern(regexp = "\\+?[0-9][0-9 ()/.-]{4,29}", message = "phone-number")
        @Schema(examples = "+48 22 555 01 00")
        String phone,

        @NotNull
        @Pattern(regexp = "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", message = "language-tag")
        @Schema(description = "BCP 47", examples = "pl")
        String preferredLanguage) {}
