package io.partnersupport.activation.domain.subscription;

import static io.partnersupport.activation.domain.subscription.SeatRefusal.ACTIVATION_WINDOW_CLOSED;
import static io.partnersupport.activation.domain.subscription.SeatRefusal.GLOBAL_ADMIN_REQUIRED;
import static io.partnersupport.activation.domain.subscription.SeatRefusal.MANAGED_OUTSIDE;
import static io.partnersupport.activation.domain.subscription.SeatRefusal.PRECONDITION_FAILED;
import static io.partnersupport.activation.domain.subscription.SeatRefusal.REASSIGNMENT_TOO_EARLY;
import static io.partnersupport.activation.domain.subscription.SeatRefusal.SEAT_ADMIN_REQUIRED;
import static io.partnersupport.activation.domain.subscription.SeatRefusal.UNKNOWN_USER;
import static io.partnersupport.activation.domain.subscription.SeatRefusal.VIEW_BEHIND;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.Decision;
import io.partnersupport.activation.domain.Rule;
import io.partnersupport.activation.domain.benefit.GrantSituation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a seat of a grant in force may go to somebody. */
public final class SeatRules {
    private SeatRules() {}

    /**
     * Somebody assigns a seat.
     *
     * @param grant begun once the seat has a holder
     * @param assigner who may assign seats, if the caller is one
     * @param reassigner who may pass seats on, if the caller is one
     * @param expectedSequence of the seat that the caller has read
     * @param userIsKnown whether the new holder is a user of the partner
     */
    public record Situation(
            GrantSituation grant,
            Seat seat,
            Optional<Actor> assigner,
            Optional<Actor> reassigner,
            long expectedSequence,
            String userId,
            boolean userIsKnown,
            int reassignableAfterDays) {
        boolean isReassigned() {
            return seat.holder().isPresent();
        }

        boolean isTooEarly() {
            Optional<Instant> from = seat.reassignableFrom(reassignableAfterDays);
            return !seat.isHeldBy(userId) && from.isPresent() && grant.at().isBefore(from.get());
        }
    }

    private static final List<Rule<Situation, SeatRefusal>> RULES = List.of(
            new Rule<>(
                    GLOBAL_ADMIN_REQUIRED,
                    situation ->
                            !situation.isReassigned() && situation.assigner().isEmpty()),
            new Rule<>(
                    SEAT_ADMIN_REQUIRED,
                    situation ->
                            situation.isReassigned() && situation.reassigner().isEmpty()),
            new Rule<>(PRECONDITION_FAILED, situation -> situation.seat().sequence() != situation.expectedSequence()),
            new Rule<>(MANAGED_OUTSIDE, situation -> situation.grant().isManagedOutside()), // E-15
            new Rule<>(ACTIVATION_WINDOW_CLOSED, situation -> situation.grant().isTooLateToBegin()),
            new Rule<>(UNKNOWN_USER, situation -> !situation.userIsKnown()),
            new Rule<>(REASSIGNMENT_TOO_EARLY, Situation::isTooEarly),
            new Rule<>(VIEW_BEHIND, situation -> situation.grant().isGuessing()));

    public static List<SeatRefusal> refusals(Situation situation) {
        return Rule.refusals(RULES, situation);
    }

    /** Decides on a request; whoever holds the seat already goes on holding it, since when they did. */
    public static Decision<Seat, SeatRefusal> decide(Situation situation) {
        List<SeatRefusal> refusals = refusals(situation);
        if (!refusals.isEmpty()) {
            return new Decision.Refused<>(refusals);
        }
        Seat seat = situation.seat();
        return new Decision.Accepted<>(
                seat.isHeldBy(situation.userId())
                        ? seat
                        : seat.heldBy(situation.userId(), situation.grant().at()));
    }
}
