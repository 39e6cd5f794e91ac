package io.partnersupport.linking.application;

import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.linking.domain.contract.Contract;
import java.util.Optional;
import java.util.stream.Stream;

/** Who looks after the links with a partner's contracts (L-5): its global admins and MPN partner admins. */
final class ContractAdmins {
    private ContractAdmins() {}

    /** In which role the caller looks after a partner's contracts; empty if it does not. */
    static Optional<Role> roleOf(Caller caller) {
        return Stream.of(Role.GLOBAL_ADMIN, Role.MPN_PARTNER_ADMIN)
                .filter(caller::has)
                .findFirst();
    }

    static boolean include(Caller caller, Contract contract) {
        return caller.isMpnUserOf(contract.partner().value()) && roleOf(caller).isPresent();
    }
}
