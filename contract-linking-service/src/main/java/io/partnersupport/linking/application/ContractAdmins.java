package io.partnersupport.linking.application;

import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.linking.domain.contract.Contract;

/** Who looks after the links with a partner's contracts (L-5): its global admins and MPN partner admins. */
final class ContractAdmins {
    private ContractAdmins() {}

    static boolean include(Caller caller, Contract contract) {
        return caller.isMpnUserOf(contract.partner().value())
                && caller.hasAny(Role.GLOBAL_ADMIN, Role.MPN_PARTNER_ADMIN);
    }
}
