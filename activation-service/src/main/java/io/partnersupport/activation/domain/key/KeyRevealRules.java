package io.partnersupport.activation.domain.key;

import static io.partnersupport.activation.domain.key.KeyRefusal.ACTIVATION_NOT_OPEN_YET;
import static io.partnersupport.activation.domain.key.KeyRefusal.ACTIVATION_WINDOW_CLOSED;
import static io.partnersupport.activation.domain.key.KeyRefusal.ADMIN_REQUIRED;
import static io.partnersupport.activation.domain.key.KeyRefusal.GRANT_ENDED;
import static io.partnersupport.activation.domain.key.KeyRefusal.GRANT_SUPERSEDED;
import static io.partnersupport.activation.domain.key.KeyRefusal.GRANT_WITHDRAWN;
import static io.partnersupport.activation.domain.key.KeyRefusal.LANGUAGE_NOT_OFFERED;
import static io.partnersupport.activation.domain.key.KeyRefusal.MANAGED_OUTSIDE;
import static io.partnersupport.activation.domain.key.KeyRefusal.NO_KEY_LEFT;
import static io.partnersupport.activation.domain.key.KeyRefusal.OPERATING_SYSTEM_NOT_OFFERED;
import static io.partnersupport.activation.domain.key.KeyRefusal.USAGE_BASED_SERVICE;
import static io.partnersupport.activation.domain.key.KeyRefusal.VIEW_BEHIND;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.Decision;
import io.partnersupport.activation.domain.Rule;
import io.partnersupport.activation.domain.benefit.GrantSituation;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether somebody may see the keys of a benefit. */
public final class KeyRevealRules {
    private KeyRevealRules() {}

    /**
     * Somebody asks for the keys.
     *
     * @param grant begun once its keys were revealed
     * @param admin they themselves, if their association and roles allow it
     * @param hasKeys whether it is a benefit that is used by keys
     */
    public record Situation(
            GrantSituation grant,
            Optional<Actor> admin,
            boolean hasKeys,
            boolean languageIsOffered,
            boolean operatingSystemIsOffered) {}

    private static final List<Rule<Situation, KeyRefusal>> RULES = List.of(
            new Rule<>(ADMIN_REQUIRED, situation -> situation.admin().isEmpty()),
            new Rule<>(MANAGED_OUTSIDE, situation -> situation.grant().isManagedOutside()), // E-15
            new Rule<>(GRANT_WITHDRAWN, situation -> situation.grant().isWithdrawn()),
            new Rule<>(ACTIVATION_NOT_OPEN_YET, situation -> situation.grant().hasNotBegun()),
            new Rule<>(ACTIVATION_WINDOW_CLOSED, situation -> situation.grant().isTooLateToBegin()),
            new Rule<>(GRANT_ENDED, situation -> situation.grant().hasEnded()),
            new Rule<>(GRANT_SUPERSEDED, situation -> situation.grant().isNotTheBest()), // E-3
            new Rule<>(USAGE_BASED_SERVICE, situation -> !situation.hasKeys()),
            new Rule<>(LANGUAGE_NOT_OFFERED, situation -> !situation.languageIsOffered()),
            new Rule<>(OPERATING_SYSTEM_NOT_OFFERED, situation -> !situation.operatingSystemIsOffered()),
            new Rule<>(VIEW_BEHIND, situation -> situation.grant().isGuessing()));

    public static List<KeyRefusal> refusals(Situation situation) {
        return Rule.refusals(RULES, situation);
    }

    /**
     * Decides on a request.
     *
     * @param pool asked only on behalf of somebody who may have a key
     */
    public static Decision<ProductKey, KeyRefusal> decide(Situation situation, Supplier<Optional<ProductKey>> pool) {
        List<KeyRefusal> refusals = refusals(situation);
        if (!refusals.isEmpty()) {
            return new Decision.Refused<>(refusals);
        }
        return pool.get()
                .<Decision<ProductKey, KeyRefusal>>map(Decision.Accepted::new)
                .orElseGet(() -> Decision.refused(NO_KEY_LEFT));
    }
}
