package io.partnersupport.incident.application;

import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.incident.Opener;
import io.partnersupport.incident.domain.lifecycle.Party;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Role;

/** Who may read what (DOMAIN.md chapter 6, I-13). */
public final class ReadAccess {
    private ReadAccess() {}

    /** An incident: who opened it, the admins of that account's partner, and support engineers. */
    public static boolean toIncident(Caller caller, Opener opener) {
        return opener.account().value().equals(caller.subject())
                || toAllIncidents(caller)
                || toIncidentsOfPartner(caller)
                        && opener.partner()
                                .filter(partner -> caller.belongsTo(partner.value()))
                                .isPresent();
    }

    static boolean toAllIncidents(Caller caller) {
        return caller.has(Role.SUPPORT_ENGINEER);
    }

    /** Of the own partner. */
    static boolean toIncidentsOfPartner(Caller caller) {
        return caller.hasAny(Role.GLOBAL_ADMIN, Role.MPN_PARTNER_ADMIN, Role.ADMIN_AGENT);
    }

    /** On whose side somebody acts who may read the incident. */
    static Party partyTo(Opener opener, Caller caller) {
        boolean own = opener.account().value().equals(caller.subject());
        return caller.has(Role.SUPPORT_ENGINEER) && !own ? Party.SUPPORT : Party.CUSTOMER;
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
