package io.partnersupport.activation.domain.gotomarket;

import static io.partnersupport.activation.domain.gotomarket.OfferRefusal.ACTIVATION_NOT_OPEN_YET;
import static io.partnersupport.activation.domain.gotomarket.OfferRefusal.ACTIVATION_WINDOW_CLOSED;
import static io.partnersupport.activation.domain.gotomarket.OfferRefusal.ADMIN_REQUIRED;
import static io.partnersupport.activation.domain.gotomarket.OfferRefusal.GRANT_ENDED;
import static io.partnersupport.activation.domain.gotomarket.OfferRefusal.GRANT_SUPERSEDED;
import static io.partnersupport.activation.domain.gotomarket.OfferRefusal.GRANT_WITHDRAWN;
import static io.partnersupport.activation.domain.gotomarket.OfferRefusal.MANAGED_OUTSIDE;
import static io.partnersupport.activation.domain.gotomarket.OfferRefusal.MARKETING_CONTACT_REQUIRED;
import static io.partnersupport.activation.domain.gotomarket.OfferRefusal.OFFER_IN_USE;
import static io.partnersupport.activation.domain.gotomarket.OfferRefusal.VIEW_BEHIND;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.Decision;
import io.partnersupport.activation.domain.Rule;
import io.partnersupport.activation.domain.activation.BusinessCalendar;
import io.partnersupport.activation.domain.benefit.FurtherBenefit;
import io.partnersupport.activation.domain.benefit.GrantSituation;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.benefit.Policies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whether an offer may be activated, and whether what was requested may still be completed. */
public final class OfferRules {
    private OfferRules() {}

    /**
     * Somebody looks at an offer's button.
     *
     * @param admin they themselves, if their association and roles allow it
     * @param kindIsInUse whether an offer of the same kind, from another membership, is pending or active
     */
    public record Situation(GrantSituation grant, Optional<Actor> admin, boolean hasContact, boolean kindIsInUse) {}

    private static final List<Rule<Situation, OfferRefusal>> RULES = List.of(
            new Rule<>(ADMIN_REQUIRED, situation -> situation.admin().isEmpty()),
            new Rule<>(MANAGED_OUTSIDE, situation -> situation.grant().isManagedOutside()), // E-15
            new Rule<>(GRANT_WITHDRAWN, situation -> situation.grant().isWithdrawn()),
            new Rule<>(ACTIVATION_NOT_OPEN_YET, situation -> situation.grant().hasNotBegun()),
            new Rule<>(ACTIVATION_WINDOW_CLOSED, situation -> situation.grant().isTooLateToBegin()),
            new Rule<>(GRANT_ENDED, situation -> situation.grant().hasEnded()),
            new Rule<>(GRANT_SUPERSEDED, situation -> situation.grant().isNotTheBest()), // E-3
            new Rule<>(OFFER_IN_USE, Situation::kindIsInUse), // E-3
            new Rule<>(MARKETING_CONTACT_REQUIRED, situation -> !situation.hasContact()),
            new Rule<>(VIEW_BEHIND, situation -> situation.grant().isGuessing()));

    public static List<OfferRefusal> refusals(Situation situation) {
        return Rule.refusals(RULES, situation);
    }

    /**
     * Decides on a request; a live one of the same offer is the answer to every later request.
     *
     * @param calendar by which it is expected
     * @param id what a new activation is named
     */
    public static Decision<OfferActivation, OfferRefusal> decide(
            Situation situation,
            FurtherBenefit<GoToMarketTerms> offer,
            Optional<OfferActivation> latest,
            Policies.GoToMarket policy,
            BusinessCalendar calendar,
            UUID id) {
        Optional<OfferActivation> live = latest.filter(OfferActivation::isLive);
        if (live.isPresent() && !offer.grant().withdrawn()) {
            return situation.admin().isPresent()
                    ? new Decision.Accepted<>(live.get())
                    : Decision.refused(ADMIN_REQUIRED);
        }
        List<OfferRefusal> refusals = refusals(situation);
        return refusals.isEmpty()
                ? new Decision.Accepted<>(OfferActivation.request(
                        id,
                        offer,
                        policy,
                        calendar,
                        situation.admin().orElseThrow(),
                        situation.grant().at()))
                : new Decision.Refused<>(refusals);
    }

    /** Why a request that was in order when it was made must not be completed any more. */
    public static Optional<OfferRefusal> refusalOfCompletion(GrantedBenefit grant, Instant at) {
        if (grant.withdrawn()) {
            return Optional.of(GRANT_WITHDRAWN);
        }
        return at.isBefore(grant.usableUntil()) ? Optional.empty() : Optional.of(GRANT_ENDED);
    }
}
