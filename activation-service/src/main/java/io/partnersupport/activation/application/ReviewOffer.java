package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.activation.ReviewRefusal;
import io.partnersupport.activation.domain.audit.AuditEntry;
import io.partnersupport.activation.domain.audit.AuditEntry.Action;
import io.partnersupport.activation.domain.audit.AuditTrail;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.gotomarket.OfferActivation;
import io.partnersupport.activation.domain.gotomarket.OfferActivations;
import io.partnersupport.activation.domain.gotomarket.OfferStatus;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Lets a program operator approve or reject a requested offer, where the edition's policy asks for a review. */
@ApplicationScoped
public class ReviewOffer {
    private final OfferActivations activations;
    private final AuditTrail audit;
    private final Clock clock;

    ReviewOffer(OfferActivations activations, AuditTrail audit, Clock clock) {
        this.activations = activations;
        this.audit = audit;
        this.clock = clock;
    }

    /** Approves it, so that the worker completes it; or says why not. */
    @Transactional
    public Optional<ReviewRefusal> approve(Caller operator, BenefitId offer) {
        Instant now = now();
        return decide(operator, offer, Action.OFFER_APPROVED, now, activation -> activation.approved(now));
    }

    /** Rejects it for a reason that its partner reads; or says why not. */
    @Transactional
    public Optional<ReviewRefusal> reject(Caller operator, BenefitId offer, String reason) {
        Instant now = now();
        return decide(operator, offer, Action.OFFER_REJECTED, now, activation -> activation.rejected(now, reason));
    }

    private Optional<ReviewRefusal> decide(
            Caller operator, BenefitId offer, Action action, Instant at, UnaryOperator<OfferActivation> decision) {
        Optional<OfferActivation> latest = activations.lockLatest(offer);
        if (latest.isEmpty()) {
            return Optional.of(ReviewRefusal.NOT_UNDER_REVIEW);
        }
        Optional<ReviewRefusal> refusal = latest.get().refusalOfReview();
        if (refusal.isEmpty()) {
            OfferActivation decided = decision.apply(latest.get());
            activations.save(decided);
            audit.add(new AuditEntry(
                    decided.partnerId(),
                    new Actor(operator.subject(), Role.PROGRAM_OPERATOR.claim()),
                    at,
                    action,
                    offer.value(),
                    Optional.of(OfferStatus.PENDING.name()),
                    decided.isLive() ? OfferStatus.PENDING.name() : OfferStatus.AVAILABLE.name(),
                    decided.reason()));
        }
        return refusal;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS); // what the database keeps
    }
}
