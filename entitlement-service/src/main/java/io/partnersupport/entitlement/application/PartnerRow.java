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
        @NotNull @Pattern(regexp = PartnerId.FORM, message = "must be 1 to 20 digits")
        String partnerId,

        @NotBlank
        @Size(max = 200)
        @Pattern(regexp = Forms.LINE, message = "must be one line without control characters")
        String name,

        @NotNull @Pattern(regexp = Forms.COUNTRY, message = "must be an ISO 3166-1 country code of two letters")
        String country,

        @NotNull ManagedIn managedIn,
        @NotNull PartnerKind partnerKind,

        @NotNull @Pattern(regexp = Forms.UUID, message = "must be a UUID")
        String tenantId,

        @NotNull @Size(max = 253) @Pattern(regexp = Forms.DOMAIN, message = "must be a domain name in lower case")
        String domain,

        @Size(max = 254) @Pattern(regexp = Forms.EMAIL, message = "must be an e-mail address")
        String accountEmail) {
    Partner toPartner() {
        return new Partner(
                new PartnerId(partnerId), name, country, managedIn, partnerKind, tenantId, domain, accountEmail);
    }
}
