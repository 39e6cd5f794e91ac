package io.partnersupport.entitlement.application;

import io.partnersupport.entitlement.domain.PartnerId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/** A purchase in an import. Its day is needed: it tells the same purchase from another one. */
record MembershipRow(
        @NotNull(message = "missing") @Pattern(regexp = PartnerId.FORM, message = "partner-id")
        String partnerId,

        @NotBlank(message = "missing") @Size(max = 100, message = "too-long")
        String offer,

        @Size(min = 1, max = 100, message = "too-long") String competencyArea,
        @NotNull(message = "missing") LocalDate purchasedOn) {}
