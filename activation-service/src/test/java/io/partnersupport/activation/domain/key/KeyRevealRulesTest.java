package io.partnersupport.activation.domain.key;

import static io.partnersupport.activation.domain.benefit.Grant.ACTIVATE_BY;
import static io.partnersupport.activation.domain.benefit.Grant.STARTS;
import static io.partnersupport.activation.domain.benefit.Grant.USABLE_UNTIL;
import static io.partnersupport.activation.domain.benefit.Situations.ADMIN;
import static io.partnersupport.activation.domain.benefit.Situations.IN_FORCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.activation.domain.Decision;
import io.partnersupport.activation.domain.benefit.Grant;
import io.partnersupport.activation.domain.benefit.GrantSituation;
import io.partnersupport.activation.domain.benefit.ManagedIn;
import io.partnersupport.activation.domain.benefit.Situations;
import io.partnersupport.activation.domain.key.KeyRevealRules.Situation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyRevealRulesTest {
    private static final ProductKey KEY = new ProductKey(new ProductKeyId(UUID.randomUUID()), "sealed");

    @ParameterizedTest
    @EnumSource
    void refusesForEachReason(KeyRefusal reason) {
        Optional<ProductKey> pool = reason == KeyRefusal.NO_KEY_LEFT ? Optional.empty() : Optional.of(KEY);
        assertThat(KeyRevealRules.decide(situationRefusedFor(reason), () -> pool))
                .isEqualTo(Decision.refused(reason));
    }

    private static Situation situationRefusedFor(KeyRefusal reason) {
        return switch (reason) {
            case ADMIN_REQUIRED -> new Situation(IN_FORCE, Optional.empty(), true, true, true);
            case MANAGED_OUTSIDE -> situation(Situations.managedIn(ManagedIn.PMC));
            case GRANT_WITHDRAWN -> situation(Situations.withdrawn());
            case ACTIVATION_NOT_OPEN_YET -> situation(Situations.at(STARTS.minusNanos(1)));
            case ACTIVATION_WINDOW_CLOSED -> situation(Situations.at(ACTIVATE_BY));
            case GRANT_ENDED -> situation(Situations.in(new Grant().build(), true, USABLE_UNTIL));
            case GRANT_SUPERSEDED -> situation(Situations.superseded(false));
            case USAGE_BASED_SERVICE -> new Situation(IN_FORCE, Optional.of(ADMIN), false, true, true);
            case LANGUAGE_NOT_OFFERED -> new Situation(IN_FORCE, Optional.of(ADMIN), true, false, true);
            case OPERATING_SYSTEM_NOT_OFFERED -> new Situation(IN_FORCE, Optional.of(ADMIN), true, true, false);
            case VIEW_BEHIND -> situation(Situations.managedIn(null));
            case NO_KEY_LEFT -> situation(IN_FORCE);
        };
    }

    @Test
    @DisplayName("A-8: an administrator gets a key of the pool")
    void acceptsAnAdministrator() {
        assertThat(KeyRevealRules.decide(situation(IN_FORCE), () -> Optional.of(KEY)))
                .isEqualTo(new Decision.Accepted<>(KEY));
    }

    @Test
    @DisplayName("A-8, E-7: first reveals end with the membership, later ones with the renewal window")
    void firstRevealsEndWithTheMembership() {
        assertThat(refusals(Situations.at(ACTIVATE_BY.minusNanos(1)))).isEmpty();
        assertThat(refusals(Situations.in(new Grant().build(), true, USABLE_UNTIL.minusNanos(1))))
                .isEmpty();
        assertThat(refusals(Situations.at(USABLE_UNTIL))).containsExactly(KeyRefusal.GRANT_ENDED);
    }

    @Test
    @DisplayName("E-3: whose keys were revealed keeps them when a better grant arrives")
    void revealedKeysStay() {
        assertThat(refusals(Situations.superseded(true))).isEmpty();
    }

    @Test
    @DisplayName("Who may not have a key does not touch the pool, and reads every reason")
    void tellsAllReasonsWithoutAskingThePool() {
        Situation situation = new Situation(Situations.managedIn(ManagedIn.PMC), Optional.empty(), true, false, false);
        assertThat(KeyRevealRules.decide(situation, () -> {
                    throw new AssertionError("the pool was asked");
                }))
                .isEqualTo(new Decision.Refused<>(List.of(
                        KeyRefusal.ADMIN_REQUIRED,
                        KeyRefusal.MANAGED_OUTSIDE,
                        KeyRefusal.LANGUAGE_NOT_OFFERED,
                        KeyRefusal.OPERATING_SYSTEM_NOT_OFFERED)));
    }

    private static List<KeyRefusal> refusals(GrantSituation grant) {
        return KeyRevealRules.refusals(situation(grant));
    }

    private static Situation situation(GrantSituation grant) {
        return new Situation(grant, Optional.of(ADMIN), true, true, true);
    }
}
