package io.partnersupport.incident.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.incident.application.ReadAccess;
import io.partnersupport.incident.domain.incident.AgentRole;
import io.partnersupport.incident.domain.incident.Requester;
import io.partnersupport.kit.identity.Association;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Directory;
import io.partnersupport.kit.identity.Role;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestersTest {
    /** A switch without default: a new role does not compile until its cell is written. */
    private static Set<AgentRole> mattersAs(Role role) {
        return switch (role) {
            case ADMIN_AGENT -> Set.of(AgentRole.ADMIN_AGENT);
            case GLOBAL_ADMIN -> Set.of(AgentRole.GLOBAL_ADMIN);
            case HELPDESK_AGENT -> Set.of(AgentRole.HELPDESK_AGENT);
            case USER_ADMIN,
                    MPN_PARTNER_ADMIN,
                    VS_SUBSCRIPTION_ADMIN,
                    SALES_AGENT,
                    ACCOUNT_ADMIN,
                    PROGRAM_OPERATOR,
                    SUPPORT_ENGINEER -> Set.of();
        };
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    @DisplayName("DOMAIN 6: admin agents, global admins and helpdesk agents act for customers; no other role does")
    void eachRoleMattersAsTheTableSays(Role role) {
        for (Set<Association> associations : Set.of(
                Set.<Association>of(),
                Set.of(Association.MPN),
                Set.of(Association.CSP),
                Set.of(Association.MPN, Association.CSP))) {
            Caller caller = new Caller("a", Directory.AAD, Optional.of("1"), associations, Set.of(role));
            Requester requester = Requesters.of(caller);
            assertThat(requester.roles()).isEqualTo(mattersAs(role));
            assertThat(requester.cspAssociated()).isEqualTo(associations.contains(Association.CSP));
            assertThat(ReadAccess.toSupportGroups(caller))
                    .isEqualTo(!mattersAs(role).isEmpty());
        }
    }
}
