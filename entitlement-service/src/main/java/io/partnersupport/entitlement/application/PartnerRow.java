package io.partnersupport.entitlement.application;

import io.partnersupport.entitlement.domain.Forms;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.partner.Partner;
import io.partnersupport.entitlement.domain.partner.Partner.ManagedIn;
import io.partnersupport.entitlement.domain.partner.Partner.PartnerKind;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** A partner in an import: the same rules as for a single one. */
record PartnerRow(
        @NotNull(message = "missing") @Pattern(regexp = PartnerId.FORM, message = "partner-id")
        String partnerId,

        @NotBlank(message = "missing")
        @Size(max = 200, message = "too-long")
        @Pattern(regexp = Forms.LINE, message = "one-line")
        String name,

        @NotNull(message = "missing") @Pattern(regexp = Forms.COUNTRY, message = "country-code")
        String country,

        @NotNull(message = "missing") ManagedIn managedIn,
        @NotNull(message = "missing") PartnerKind partnerKind,

        @NotNull(message = "missing") @Pattern(regexp = Forms.UUID, message = "lower-case-uuid")
        String tenantId,

        @NotNull(message = "missing")
        @Size(max = 253, message = "too-long")
        @Pattern(regexp = Forms.DOMAIN, message = "domain-name")
        String domain,

        @Size(max = 254, message = "too-long") @Pattern(regexp = Forms.EMAIL, message = "e-mail-address")
        String accountEmail) {
    Partner toPartner() {
        return new Partner(
                new PartnerId(partnerId), name, country, managedIn, partnerKind, tenantId, domain, accountEmail);
    }
}
