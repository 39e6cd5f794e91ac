package io.partnersupport.entitlement.messaging;

import io.partnersupport.entitlement.domain.partner.Partner;

record PartnerState(
        String partnerId,
        String name,
        String country,
        String managedIn,
        String partnerKind,
        String tenantId,
        String domain,
        String accountEmail,
        boolean withdrawn) {
    static PartnerState from(Partner partner) {
        return new PartnerState(
                partner.id().value(),
                partner.name(),
                partner.country(),
                partner.managedIn().name(),
                partner.partnerKind().name(),
                partner.tenantId(),
                partner.domain(),
                partner.accountEmail(),
                false);
    }
}
