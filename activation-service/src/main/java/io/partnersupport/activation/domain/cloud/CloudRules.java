package io.partnersupport.activation.domain.cloud;

import static io.partnersupport.activation.domain.cloud.AssignmentRefusal.ACTIVATION_NOT_OPEN_YET;
import static io.partnersupport.activation.domain.cloud.AssignmentRefusal.ACTIVATION_WINDOW_CLOSED;
import static io.partnersupport.activation.domain.cloud.AssignmentRefusal.GLOBAL_ADMIN_REQUIRED;
import static io.partnersupport.activation.domain.cloud.AssignmentRefusal.GRANT_ENDED;
import static io.partnersupport.activation.domain.cloud.AssignmentRefusal.GRANT_SUPERSEDED;
import static io.partnersupport.activation.domain.cloud.AssignmentRefusal.GRANT_WITHDRAWN;
import static io.partnersupport.activation.domain.cloud.AssignmentRefusal.LICENSE_BASED_SERVICE;
import static io.partnersupport.activation.domain.cloud.AssignmentRefusal.MANAGED_OUTSIDE;
import static io.partnersupport.activation.domain.cloud.AssignmentRefusal.VIEW_BEHIND;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.Rule;
import io.partnersupport.activation.domain.benefit.GrantSituation;
import java.util.List;
import java.util.Optional;

/** Whether somebody may assign a usage-based cloud service to themselves. */
public final class CloudRules {
    private CloudRules() {}

    /**
     * Somebody asks to be the user.
     *
     * @param grant begun once it was assigned
     * @param globalAdmin they themselves, if their association and role allow it
     */
    public record Situation(GrantSituation grant, Optional<Actor> globalAdmin, CloudTerms.Model model) {}

    private static final List<Rule<Situation, AssignmentRefusal>> RULES = List.of(
            new Rule<>(
                    GLOBAL_ADMIN_REQUIRED, situation -> situation.globalAdmin().isEmpty()),
            new Rule<>(MANAGED_OUTSIDE, situation -> situation.grant().isManagedOutside()), // E-15
            new Rule<>(GRANT_WITHDRAWN, situation -> situation.grant().isWithdrawn()),
            new Rule<>(ACTIVATION_NOT_OPEN_YET, situation -> situation.grant().hasNotBegun()),
            new Rule<>(ACTIVATION_WINDOW_CLOSED, situation -> situation.grant().isTooLateToBegin()),
            new Rule<>(GRANT_ENDED, situation -> situation.grant().hasEnded()),
            new Rule<>(GRANT_SUPERSEDED, situation -> situation.grant().isNotTheBest()), // E-3
            new Rule<>(LICENSE_BASED_SERVICE, situation -> situation.model() == CloudTerms.Model.LICENSE_BASED),
            new Rule<>(VIEW_BEHIND, situation -> situation.grant().isGuessing()));

    public static List<AssignmentRefusal> refusals(Situation situation) {
        return Rule.refusals(RULES, situation);
    }
}
