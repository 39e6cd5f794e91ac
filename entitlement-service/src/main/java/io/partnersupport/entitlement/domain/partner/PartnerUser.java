package io.partnersupport.entitlement.domain.partner;

import io.partnersupport.entitlement.domain.PartnerId;
import java.util.List;

/**
 * A person of a partner, for display: the token's roles authorise (E-13).
 *
 * @param withdrawn whether the person has left
 */
public record PartnerUser(
        String userId,
        PartnerId partnerId,
        String name,
        String email,
        Directory directory,
        List<String> roles,
        boolean withdrawn) {
    public PartnerUser {
        roles = List.copyOf(roles);
    }

    /** Where the person signs in. */
    public enum Directory {
        AAD,
        MSA
    }

    public PartnerUser withdraw() {
        return new PartnerUser(userId, partnerId, name, email, directory, roles, true);
    }
}
