package io.partnersupport.entitlement.application;

import io.partnersupport.entitlement.domain.PartnerId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/** A purchase in an import. Its day is needed: it tells the same purchase from another one. */
record MembershipRow(
        @NotNull @Pattern(regexp = PartnerId.FORM, message = "must be 1 to 20 digits")
        String partnerId,

        @NotBlank @Size(max = 100) String offer,
        @Size(min = 1, max = 100) String competencyArea,
        @NotNull LocalDate purchasedOn) {}
