package io.partnersupport.activation.domain.gotomarket;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.activation.BusinessCalendar;
import io.partnersupport.activation.domain.activation.ReviewRefusal;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.FurtherBenefit;
import io.partnersupport.activation.domain.benefit.Policies;
import io.partnersupport.activation.domain.benefit.Processing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One request to activate an offer and what became of it.
 *
 * @param completedAt when it became active or was rejected
 * @param expiresAt from then on the offer cannot be used; empty unless it is active
 * @param reason why it was rejected: an operator's text, or a refusal's name
 */
public record OfferActivation(
        UUID id,
        BenefitId benefitId,
        PartnerId partnerId,
        String kind,
        Processing processing,
        State state,
        Actor requestedBy,
        Instant requestedAt,
        Instant expectedBy,
        Optional<Instant> approvedAt,
        Optional<Instant> completedAt,
        Optional<Instant> expiresAt,
        Optional<String> reason) {

    /** Where the workflow stands; only a rejected one may be followed by another request. */
    public enum State {
        REQUESTED,
        ACTIVE,
        REJECTED
    }

    static OfferActivation request(
            UUID id,
            FurtherBenefit<GoToMarketTerms> offer,
            Policies.GoToMarket policy,
            BusinessCalendar calendar,
            Actor by,
            Instant at) {
        return new OfferActivation(
                id,
                offer.id(),
                offer.grant().partnerId(),
                offer.grant().kind(),
                offer.grant().processing(),
                State.REQUESTED,
                by,
                at,
                calendar.after(at, policy.expectedWithinBusinessDays()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public boolean isLive() {
        return state != State.REJECTED;
    }

    /** Whether it is requested, or active and not yet expired. */
    public boolean isInUse(Instant at) {
        return state == State.REQUESTED || expiresAt.filter(at::isBefore).isPresent();
    }

    /** Whether the worker may complete it. */
    public boolean isDue() {
        return state == State.REQUESTED && (processing == Processing.AUTOMATIC || approvedAt.isPresent());
    }

    /** Why an operator may not approve or reject it now. */
    public Optional<ReviewRefusal> refusalOfReview() {
        if (processing == Processing.AUTOMATIC) {
            return Optional.of(ReviewRefusal.NOT_UNDER_REVIEW);
        }
        return state == State.REQUESTED && approvedAt.isEmpty()
                ? Optional.empty()
                : Optional.of(ReviewRefusal.ALREADY_DECIDED);
    }

    public OfferActivation approved(Instant at) {
        return moved(State.REQUESTED, Optional.of(at), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Active, as long as the policy says and the grant is usable. */
    public OfferActivation completed(Instant at, Policies.GoToMarket policy, Instant usableUntil) {
        Instant byPolicy = at.plus(Duration.ofDays(policy.usableDays()));
        Instant expiry = byPolicy.isBefore(usableUntil) ? byPolicy : usableUntil;
        return moved(State.ACTIVE, approvedAt, Optional.of(at), Optional.of(expiry), Optional.empty());
    }

    public OfferActivation rejected(Instant at, String because) {
        return moved(State.REJECTED, approvedAt, Optional.of(at), Optional.empty(), Optional.of(because));
    }

    private OfferActivation moved(
            State to,
            Optional<Instant> approved,
            Optional<Instant> completed,
            Optional<Instant> expiry,
            Optional<String> why) {
        if (state != State.REQUESTED) {
            throw new IllegalStateException("An offer that is " + state + " does not become " + to);
        }
        return new OfferActivation(
                id,
                benefitId,
                partnerId,
                kind,
                processing,
                to,
                requestedBy,
                requestedAt,
                expectedBy,
                approved,
                completed,
                expiry,
                why);
    }
}
