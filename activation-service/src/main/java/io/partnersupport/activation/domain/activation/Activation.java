package io.partnersupport.activation.domain.activation;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.benefit.Processing;
import java.time.Instant;
import java.util.Optional;

/**
 * One request to activate a benefit and what became of it.
 *
 * @param completedAt when it became active or was rejected
 * @param reason why it was rejected: an operator's text, or a refusal's code
 */
public record Activation(
        ActivationId id,
        BenefitId benefitId,
        PartnerId partnerId,
        Processing processing,
        State state,
        Actor requestedBy,
        Instant requestedAt,
        Instant expectedBy,
        Optional<Instant> approvedAt,
        Optional<Instant> completedAt,
        Optional<String> reason) {

    /** Where the workflow stands; only a rejected one may be followed by another request. */
    public enum State {
        REQUESTED,
        ACTIVE,
        REJECTED
    }

    static Activation request(
            ActivationId id, GrantedBenefit benefit, Actor by, Instant at, BusinessCalendar calendar) {
        return new Activation(
                id,
                benefit.id(),
                benefit.partnerId(),
                benefit.processing(),
                State.REQUESTED,
                by,
                at,
                calendar.after(at, benefit.expectedWithinBusinessDays()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public boolean isLive() {
        return state != State.REJECTED;
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

    public Activation approved(Instant at) {
        return moved(State.REQUESTED, Optional.of(at), Optional.empty(), Optional.empty());
    }

    public Activation completed(Instant at) {
        return moved(State.ACTIVE, approvedAt, Optional.of(at), Optional.empty());
    }

    public Activation rejected(Instant at, String because) {
        return moved(State.REJECTED, approvedAt, Optional.of(at), Optional.of(because));
    }

    private Activation moved(State to, Optional<Instant> approved, Optional<Instant> completed, Optional<String> why) {
        if (state != State.REQUESTED) {
            throw new IllegalStateException("An activation that is " + state + " does not become " + to);
        }
        return new Activation(
                id,
                benefitId,
                partnerId,
                processing,
                to,
                requestedBy,
                requestedAt,
                expectedBy,
                approved,
                completed,
                why);
    }
}
