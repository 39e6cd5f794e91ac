package io.partnersupport.incident.application;

import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.incident.Opener;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Role;

/** Who may read what (DOMAIN.md chapter 6, I-13). */
public final class ReadAccess {
    private ReadAccess() {}

    /** An incident: who opened it, the admins of that account's partner, and support engineers. */
    public static boolean toIncident(Caller caller, Opener opener) {
        return opener.account().value().equals(caller.subject())
                || caller.has(Role.SUPPORT_ENGINEER)
                || caller.hasAny(Role.GLOBAL_ADMIN, Role.MPN_PARTNER_ADMIN, Role.ADMIN_AGENT)
                        && opener.partner()
                                .filter(partner -> caller.belongsTo(partner.value()))
                                .isPresent();
    }

    /** The support groups of the caller's own partner, also to change them. */
    public static boolean toSupportGroups(Caller caller) {
        return caller.hasAny(Role.HELPDESK_AGENT, Role.ADMIN_AGENT, Role.GLOBAL_ADMIN);
    }

    /** A balance and its ledger: MPN-associated users of the contract's partner, and operators. */
    public static boolean toBalancesOf(PartnerId partner, Caller caller) {
        return caller.isOperator() || caller.isMpnUserOf(partner.value());
    }
}
