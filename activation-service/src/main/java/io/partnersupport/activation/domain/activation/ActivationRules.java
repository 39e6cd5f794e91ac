package io.partnersupport.activation.domain.activation;

import static io.partnersupport.activation.domain.activation.Refusal.ACTIVATION_NOT_NEEDED;
import static io.partnersupport.activation.domain.activation.Refusal.ACTIVATION_NOT_OPEN_YET;
import static io.partnersupport.activation.domain.activation.Refusal.ACTIVATION_WINDOW_CLOSED;
import static io.partnersupport.activation.domain.activation.Refusal.BENEFIT_WITHDRAWN;
import static io.partnersupport.activation.domain.activation.Refusal.MANAGED_OUTSIDE;
import static io.partnersupport.activation.domain.activation.Refusal.ROLE_REQUIRED;
import static io.partnersupport.activation.domain.activation.Refusal.SUPERSEDED_BY_BETTER_GRANT;
import static io.partnersupport.activation.domain.activation.Refusal.VIEW_BEHIND;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.activation.ActivationDecision.Accepted;
import io.partnersupport.activation.domain.activation.ActivationDecision.Refused;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.benefit.ManagedIn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether a benefit may be activated, and whether what was requested may still be completed. */
public final class ActivationRules {
    private ActivationRules() {}

    /**
     * Somebody looks at a benefit's button.
     *
     * @param activator they themselves, if their association and roles allow it
     * @param managedIn empty while the partner is not known
     */
    public record Situation(
            GrantedBenefit benefit, Optional<Actor> activator, Optional<ManagedIn> managedIn, Instant at) {
        boolean isManagedIn(ManagedIn place) {
            return managedIn.filter(place::equals).isPresent();
        }

        boolean hasNotBegun() {
            return at.isBefore(benefit.startsAt());
        }

        boolean isTooLate() {
            return !at.isBefore(benefit.activateBy());
        }

        boolean isNotTheBest() {
            return benefit.isUsable(at) && !benefit.isListed(at);
        }
    }

    private record Rule(Refusal refusal, Predicate<Situation> applies) {}

    /** These make every other reason meaningless. */
    private static final List<Rule> DECISIVE = List.of(
            new Rule(ACTIVATION_NOT_NEEDED, situation -> !situation.benefit().needsActivation()),
            new Rule(BENEFIT_WITHDRAWN, situation -> situation.benefit().withdrawn()));

    private static final List<Rule> RULES = List.of(
            new Rule(ROLE_REQUIRED, situation -> situation.activator().isEmpty()),
            new Rule(MANAGED_OUTSIDE, situation -> situation.isManagedIn(ManagedIn.PMC)), // E-15
            new Rule(ACTIVATION_NOT_OPEN_YET, Situation::hasNotBegun),
            new Rule(ACTIVATION_WINDOW_CLOSED, Situation::isTooLate),
            new Rule(SUPERSEDED_BY_BETTER_GRANT, Situation::isNotTheBest), // E-3
            new Rule(VIEW_BEHIND, situation -> situation.managedIn().isEmpty()));

    /** Every reason against activating; empty if the button works. */
    public static List<Refusal> refusals(Situation situation) {
        List<Refusal> decisive = apply(DECISIVE, situation);
        return decisive.isEmpty() ? apply(RULES, situation) : decisive;
    }

    /**
     * Decides on a request.
     *
     * @param latest the latest request for this benefit
     * @param id what a new activation is named
     * @param calendar by which it is expected
     */
    public static ActivationDecision decide(
            Situation situation, Optional<Activation> latest, ActivationId id, BusinessCalendar calendar) {
        Optional<Activation> live = latest.filter(Activation::isLive);
        if (live.isPresent() && !situation.benefit().withdrawn()) {
            return situation.activator().isPresent() ? new Accepted(live.get()) : new Refused(List.of(ROLE_REQUIRED));
        }
        List<Refusal> refusals = refusals(situation);
        return refusals.isEmpty()
                ? new Accepted(Activation.request(
                        id, situation.benefit(), situation.activator().orElseThrow(), situation.at(), calendar))
                : new Refused(refusals);
    }

    /**
     * Why a request that was in order when it was made must not be completed any more. The end of the activation
     * window is no such reason: processing may take days.
     */
    public static Optional<Refusal> refusalOfCompletion(GrantedBenefit benefit, Instant at) {
        if (benefit.withdrawn()) {
            return Optional.of(BENEFIT_WITHDRAWN);
        }
        if (!at.isBefore(benefit.usableUntil())) {
            return Optional.of(ACTIVATION_WINDOW_CLOSED);
        }
        return benefit.isListed(at) ? Optional.empty() : Optional.of(SUPERSEDED_BY_BETTER_GRANT);
    }

    private static List<Refusal> apply(List<Rule> rules, Situation situation) {
        return rules.stream()
                .filter(rule -> rule.applies().test(situation))
                .map(Rule::refusal)
                .toList();
    }
}
