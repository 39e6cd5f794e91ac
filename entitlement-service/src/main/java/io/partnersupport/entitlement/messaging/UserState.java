package io.partnersupport.entitlement.messaging;

import io.partnersupport.entitlement.domain.partner.PartnerUser;
import java.util.List;

record UserState(
        String userId,
        String partnerId,
        String name,
        String email,
        String directory,
        List<String> roles,
        boolean withdrawn) {
    static UserState from(PartnerUser user) {
        return new UserState(
                user.userId(),
                user.partnerId().value(),
                user.name(),
                user.email(),
                user.directory().name(),
                user.roles(),
                user.withdrawn());
    }
}
