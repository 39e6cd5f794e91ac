package io.partnersupport.entitlement.domain.partner;

import io.partnersupport.entitlement.domain.PartnerId;

/**
 * An organisation in the partner program.
 *
 * @param managedIn where its membership is managed; outside of here nothing can be activated (E-15)
 * @param tenantId its own tenant
 * @param accountEmail the e-mail of the company's account, or null
 */
public record Partner(
        PartnerId id,
        String name,
        String country,
        ManagedIn managedIn,
        PartnerKind partnerKind,
        String tenantId,
        String domain,
        String accountEmail) {
    /** The system that manages a membership. */
    public enum ManagedIn {
        PARTNER_CENTER,
        PMC
    }

    /** Its part in the Cloud Solution Provider program. */
    public enum PartnerKind {
        DIRECT,
        INDIRECT_PROVIDER,
        INDIRECT_RESELLER,
        NONE
    }
}
