package io.partnersupport.incident.domain.incident;

import java.util.Set;

/**
 * Who asks.
 *
 * @param cspAssociated whether the account belongs to its partner through the Cloud Solution Provider program
 */
public record Requester(Opener opener, boolean cspAssociated, Set<AgentRole> roles) {
    public Requester {
        roles = Set.copyOf(roles);
    }

    boolean isAdminOfCustomers() {
        return roles.contains(AgentRole.ADMIN_AGENT) || roles.contains(AgentRole.GLOBAL_ADMIN);
    }
}
