package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.activation.Activation;
import io.partnersupport.activation.domain.activation.ActivationId;
import io.partnersupport.activation.domain.activation.ActivationStatus;
import io.partnersupport.activation.domain.activation.Activations;
import io.partnersupport.activation.domain.activation.ReviewRefusal;
import io.partnersupport.activation.domain.audit.AuditEntry;
import io.partnersupport.activation.domain.audit.AuditEntry.Action;
import io.partnersupport.activation.domain.audit.AuditTrail;
import io.partnersupport.activation.domain.benefit.Benefits;
import io.partnersupport.kit.event.Reactions;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Lets a program operator approve or reject a request, where the edition's policy asks for a review. */
@ApplicationScoped
public class ReviewActivation {
    private final Activations activations;
    private final Benefits benefits;
    private final AuditTrail audit;
    private final TellRequester tellRequester;
    private final Reactions reactions;
    private final Clock clock;

    ReviewActivation(
            Activations activations,
            Benefits benefits,
            AuditTrail audit,
            TellRequester tellRequester,
            Reactions reactions,
            Clock clock) {
        this.activations = activations;
        this.benefits = benefits;
        this.audit = audit;
        this.tellRequester = tellRequester;
        this.reactions = reactions;
        this.clock = clock;
    }

    /** Approves it, so that the worker completes it; or says why not. */
    @Transactional
    public Optional<ReviewRefusal> approve(Caller operator, ActivationId id) {
        Instant now = now();
        return decide(operator, id, Action.ACTIVATION_APPROVED, now, activation -> activation.approved(now));
    }

    /** Rejects it for a reason that its partner reads; or says why not. */
    @Transactional
    public Optional<ReviewRefusal> reject(Caller operator, ActivationId id, String reason) {
        Instant now = now();
        return decide(operator, id, Action.ACTIVATION_REJECTED, now, activation -> {
            tellRequester.rejected(
                    activation, benefits.find(activation.benefitId()).orElseThrow(), reason);
            return activation.rejected(now, reason);
        });
    }

    private Optional<ReviewRefusal> decide(
            Caller operator, ActivationId id, Action action, Instant at, UnaryOperator<Activation> decision) {
        Activation activation = activations.lock(id).orElseThrow();
        Optional<ReviewRefusal> refusal = activation.refusalOfReview();
        if (refusal.isEmpty()) {
            Activation decided = decision.apply(activation);
            activations.save(decided);
            reactions.wakeAtCommit(); // an approved one is completed right away
            audit.add(AuditEntry.ofBenefit(
                    decided.partnerId(),
                    decided.benefitId(),
                    new Actor(operator.subject(), Role.PROGRAM_OPERATOR.claim()),
                    at,
                    action,
                    ActivationStatus.REQUESTED,
                    decided.isLive() ? ActivationStatus.REQUESTED : ActivationStatus.REJECTED,
                    decided.reason()));
        }
        return refusal;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS); // what the database keeps
    }
}
