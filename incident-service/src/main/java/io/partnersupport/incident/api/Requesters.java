package io.partnersupport.incident.api;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.incident.AgentRole;
import io.partnersupport.incident.domain.incident.Opener;
import io.partnersupport.incident.domain.incident.Requester;
import io.partnersupport.kit.identity.Association;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Role;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Who asks, by their token. */
public final class Requesters {
    private static final Map<Role, AgentRole> ROLES = Map.of(
            Role.ADMIN_AGENT, AgentRole.ADMIN_AGENT,
            Role.GLOBAL_ADMIN, AgentRole.GLOBAL_ADMIN,
            Role.HELPDESK_AGENT, AgentRole.HELPDESK_AGENT);

    private Requesters() {}

    public static Requester of(Caller caller) {
        Set<AgentRole> roles = EnumSet.noneOf(AgentRole.class);
        ROLES.forEach((role, agentRole) -> {
            if (caller.has(role)) {
                roles.add(agentRole);
            }
        });
        return new Requester(
                new Opener(new AccountId(caller.subject()), caller.partnerId().map(PartnerId::new)),
                caller.associations().contains(Association.CSP),
                roles);
    }
}
