package io.partnersupport.incident.domain.customer;

import io.partnersupport.incident.domain.PartnerId;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of the requester's own partner.
 *
 * @param managedInPmc whether its membership is still managed in Partner Membership Center (E-15)
 */
public record PartnerProfile(PartnerId id, PartnerKind kind, Optional<UUID> tenantId, boolean managedInPmc) {
    public boolean isInCsp() {
        return kind != PartnerKind.NONE;
    }
}
