package io.partnersupport.activation.domain.activation;

import static io.partnersupport.activation.domain.benefit.Grant.ACTIVATE_BY;
import static io.partnersupport.activation.domain.benefit.Grant.NOW;
import static io.partnersupport.activation.domain.benefit.Grant.STARTS;
import static io.partnersupport.activation.domain.benefit.Grant.USABLE_UNTIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.activation.ActivationDecision.Accepted;
import io.partnersupport.activation.domain.activation.ActivationDecision.Refused;
import io.partnersupport.activation.domain.activation.ActivationRules.Situation;
import io.partnersupport.activation.domain.benefit.Grant;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.benefit.ManagedIn;
import io.partnersupport.activation.domain.benefit.Period;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationRulesTest {
    private static final Actor ADMIN = new Actor("ada", "global-admin");
    private static final ActivationId ID = new ActivationId(UUID.randomUUID());
    private static final GrantedBenefit BENEFIT = new Grant().build();

    @ParameterizedTest
    @EnumSource
    void refusesForEachReason(Refusal reason) {
        assertThat(decide(situationRefusedFor(reason), Optional.empty())).isEqualTo(new Refused(List.of(reason)));
    }

    private static Situation situationRefusedFor(Refusal reason) {
        return switch (reason) {
            case ROLE_REQUIRED -> new Situation(BENEFIT, Optional.empty(), Optional.of(ManagedIn.PARTNER_CENTER), NOW);
            case MANAGED_OUTSIDE -> new Situation(BENEFIT, Optional.of(ADMIN), Optional.of(ManagedIn.PMC), NOW);
            case VIEW_BEHIND -> new Situation(BENEFIT, Optional.of(ADMIN), Optional.empty(), NOW);
            case ACTIVATION_NOT_NEEDED ->
                situation(new Grant().withoutActivation().build(), NOW);
            case ACTIVATION_NOT_OPEN_YET -> situation(BENEFIT, STARTS.minusNanos(1));
            case ACTIVATION_WINDOW_CLOSED -> situation(BENEFIT, ACTIVATE_BY);
            case SUPERSEDED_BY_BETTER_GRANT ->
                situation(new Grant().listed(new Period(STARTS, NOW)).build(), NOW);
            case BENEFIT_WITHDRAWN -> situation(new Grant().withdrawn().build(), NOW);
        };
    }

    @Test
    @DisplayName("A-1, A-2: an administrator's request is accepted and expected within five business days")
    void acceptsTheFirstRequest() {
        Activation requested = accepted(decide(situation(BENEFIT, NOW), Optional.empty()));
        assertThat(requested)
                .isEqualTo(new Activation(
                        ID,
                        BENEFIT.id(),
                        BENEFIT.partnerId(),
                        BENEFIT.processing(),
                        Activation.State.REQUESTED,
                        ADMIN,
                        NOW,
                        Instant.parse("2026-06-10T10:00:00Z"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    @DisplayName("A-5, E-7: the window opens with the membership and closes at the very instant it ends")
    void theWindowIsExactToTheInstant() {
        assertThat(refusals(BENEFIT, STARTS)).isEmpty();
        assertThat(refusals(BENEFIT, ACTIVATE_BY.minusNanos(1))).isEmpty();
        assertThat(refusals(BENEFIT, USABLE_UNTIL)).containsExactly(Refusal.ACTIVATION_WINDOW_CLOSED);
    }

    @Test
    @DisplayName("E-3: at the instant the better grant begins, this one cannot be activated any more")
    void theBestGrantChangesAtAnInstant() {
        GrantedBenefit silver = new Grant().listed(new Period(STARTS, NOW)).build();
        assertThat(refusals(silver, NOW.minusNanos(1))).isEmpty();
        assertThat(refusals(silver, NOW)).containsExactly(Refusal.SUPERSEDED_BY_BETTER_GRANT);
    }

    @Test
    void tellsAllReasonsAtOnce() {
        GrantedBenefit silver = new Grant().listed(new Period(STARTS, NOW)).build();
        assertThat(ActivationRules.refusals(
                        new Situation(silver, Optional.empty(), Optional.of(ManagedIn.PMC), ACTIVATE_BY)))
                .containsExactly(
                        Refusal.ROLE_REQUIRED,
                        Refusal.MANAGED_OUTSIDE,
                        Refusal.ACTIVATION_WINDOW_CLOSED,
                        Refusal.SUPERSEDED_BY_BETTER_GRANT);
    }

    @Test
    @DisplayName("A-6: where nothing is to be activated, roles and windows do not matter")
    void needsNoRoleForHours() {
        GrantedBenefit hours = new Grant().withoutActivation().build();
        assertThat(ActivationRules.refusals(
                        new Situation(hours, Optional.empty(), Optional.of(ManagedIn.PMC), ACTIVATE_BY)))
                .containsExactly(Refusal.ACTIVATION_NOT_NEEDED);
    }

    @Test
    @DisplayName("A-5: a later request gets the first's answer, also after the window")
    void givesTheLiveActivationAgain() {
        Activation first = accepted(decide(situation(BENEFIT, NOW), Optional.empty()));
        Activation active = first.completed(NOW);
        assertThat(decide(situation(BENEFIT, NOW), Optional.of(first))).isEqualTo(new Accepted(first));
        assertThat(decide(situation(BENEFIT, USABLE_UNTIL), Optional.of(active)))
                .isEqualTo(new Accepted(active));
        assertThat(decide(
                        new Situation(BENEFIT, Optional.empty(), Optional.of(ManagedIn.PMC), NOW), Optional.of(active)))
                .isEqualTo(new Refused(List.of(Refusal.ROLE_REQUIRED)));
    }

    @Test
    @DisplayName("A-12: what was activated and then withdrawn is not activated again")
    void refusesWhatWasWithdrawnAfterItsActivation() {
        GrantedBenefit withdrawn = new Grant().withdrawn().build();
        Activation active =
                accepted(decide(situation(BENEFIT, NOW), Optional.empty())).completed(NOW);
        assertThat(decide(situation(withdrawn, NOW), Optional.of(active)))
                .isEqualTo(new Refused(List.of(Refusal.BENEFIT_WITHDRAWN)));
    }

    @Test
    @DisplayName("A-2: what was rejected may be requested again")
    void acceptsAgainAfterARejection() {
        Activation rejected = Activation.request(
                        new ActivationId(UUID.randomUUID()), BENEFIT, ADMIN, NOW, BusinessCalendar.ANYWHERE)
                .rejected(NOW, "incomplete");
        assertThat(accepted(decide(situation(BENEFIT, NOW), Optional.of(rejected)))
                        .id())
                .isEqualTo(ID);
    }

    @Test
    void completesWhatIsStillGrantedAndTheBest() {
        GrantedBenefit silver = new Grant().listed(new Period(STARTS, NOW)).build();
        GrantedBenefit withdrawn = new Grant().withdrawn().build();
        assertThat(ActivationRules.refusalOfCompletion(BENEFIT, ACTIVATE_BY)).isEmpty();
        assertThat(ActivationRules.refusalOfCompletion(BENEFIT, USABLE_UNTIL))
                .contains(Refusal.ACTIVATION_WINDOW_CLOSED);
        assertThat(ActivationRules.refusalOfCompletion(silver, NOW)).contains(Refusal.SUPERSEDED_BY_BETTER_GRANT);
        assertThat(ActivationRules.refusalOfCompletion(withdrawn, NOW)).contains(Refusal.BENEFIT_WITHDRAWN);
    }

    private static Situation situation(GrantedBenefit benefit, Instant at) {
        return new Situation(benefit, Optional.of(ADMIN), Optional.of(ManagedIn.PARTNER_CENTER), at);
    }

    private static List<Refusal> refusals(GrantedBenefit benefit, Instant at) {
        return ActivationRules.refusals(situation(benefit, at));
    }

    private static ActivationDecision decide(Situation situation, Optional<Activation> latest) {
        return ActivationRules.decide(situation, latest, ID, BusinessCalendar.ANYWHERE);
    }

    private static Activation accepted(ActivationDecision decision) {
        return ((Accepted) decision).activation();
    }
}
