package io.partnersupport.activation.domain.cloud;

import static io.partnersupport.activation.domain.benefit.Grant.ACTIVATE_BY;
import static io.partnersupport.activation.domain.benefit.Grant.STARTS;
import static io.partnersupport.activation.domain.benefit.Grant.USABLE_UNTIL;
import static io.partnersupport.activation.domain.benefit.Situations.ADMIN;
import static io.partnersupport.activation.domain.benefit.Situations.IN_FORCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.activation.domain.benefit.Grant;
import io.partnersupport.activation.domain.benefit.GrantSituation;
import io.partnersupport.activation.domain.benefit.ManagedIn;
import io.partnersupport.activation.domain.benefit.Situations;
import io.partnersupport.activation.domain.cloud.CloudRules.Situation;
import io.partnersupport.activation.domain.cloud.CloudTerms.Model;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloudRulesTest {
    @ParameterizedTest
    @EnumSource
    void refusesForEachReason(AssignmentRefusal reason) {
        assertThat(CloudRules.refusals(situationRefusedFor(reason))).containsExactly(reason);
    }

    private static Situation situationRefusedFor(AssignmentRefusal reason) {
        return switch (reason) {
            case GLOBAL_ADMIN_REQUIRED -> new Situation(IN_FORCE, Optional.empty(), Model.USAGE_BASED);
            case MANAGED_OUTSIDE -> situation(Situations.managedIn(ManagedIn.PMC));
            case GRANT_WITHDRAWN -> situation(Situations.withdrawn());
            case ACTIVATION_NOT_OPEN_YET -> situation(Situations.at(STARTS.minusNanos(1)));
            case ACTIVATION_WINDOW_CLOSED -> situation(Situations.at(ACTIVATE_BY));
            case GRANT_ENDED -> situation(Situations.in(new Grant().build(), true, USABLE_UNTIL));
            case GRANT_SUPERSEDED -> situation(Situations.superseded(false));
            case LICENSE_BASED_SERVICE -> new Situation(IN_FORCE, Optional.of(ADMIN), Model.LICENSE_BASED);
            case VIEW_BEHIND -> situation(Situations.managedIn(null));
        };
    }

    @Test
    @DisplayName("A-9: a global admin becomes the user, and another one after them until the renewal window ends")
    void acceptsAGlobalAdmin() {
        assertThat(refusals(Situations.at(ACTIVATE_BY.minusNanos(1)))).isEmpty();
        assertThat(refusals(Situations.in(new Grant().build(), true, USABLE_UNTIL.minusNanos(1))))
                .isEmpty();
    }

    private static List<AssignmentRefusal> refusals(GrantSituation grant) {
        return CloudRules.refusals(situation(grant));
    }

    private static Situation situation(GrantSituation grant) {
        return new Situation(grant, Optional.of(ADMIN), Model.USAGE_BASED);
    }
}
