package io.partnersupport.activation.domain.cancellation;

import static io.partnersupport.activation.domain.cancellation.CancellationRefusal.ADMIN_REQUIRED;
import static io.partnersupport.activation.domain.cancellation.CancellationRefusal.GRANT_WITHDRAWN;
import static io.partnersupport.activation.domain.cancellation.CancellationRefusal.REFUND_PERIOD_OVER;
import static io.partnersupport.activation.domain.cancellation.CancellationRefusal.SOFTWARE_KEYS_REVEALED;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.Rule;
import io.partnersupport.activation.domain.benefit.Membership;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Whether a purchase may be cancelled. */
public final class CancellationRules {
    private CancellationRules() {}

    /**
     * Somebody wants their money back.
     *
     * @param admin they themselves, if their association and roles allow it
     * @param withdrawn whether it ended in another way already
     * @param softwareKeysRevealed of the membership, whoever asked for them
     */
    public record Situation(
            Optional<Actor> admin,
            Membership membership,
            boolean withdrawn,
            boolean softwareKeysRevealed,
            Instant at) {}

    private static final List<Rule<Situation, CancellationRefusal>> RULES = List.of(
            new Rule<>(ADMIN_REQUIRED, situation -> situation.admin().isEmpty()),
            new Rule<>(GRANT_WITHDRAWN, Situation::withdrawn),
            new Rule<>(REFUND_PERIOD_OVER, situation -> !situation.at().isBefore(refundUntil(situation.membership()))),
            new Rule<>(SOFTWARE_KEYS_REVEALED, Situation::softwareKeysRevealed));

    public static List<CancellationRefusal> refusals(Situation situation) {
        return Rule.refusals(RULES, situation);
    }

    /** The first instant at which it is too late: the last day counts to its end, in UTC. */
    public static Instant refundUntil(Membership membership) {
        return membership
                .purchasedOn()
                .plusDays(membership.policies().cancellation().withinDays() + 1L)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
