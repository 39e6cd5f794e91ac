package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.activation.Activation;
import io.partnersupport.activation.domain.activation.ActivationId;
import io.partnersupport.activation.domain.activation.ActivationRules;
import io.partnersupport.activation.domain.activation.ActivationStatus;
import io.partnersupport.activation.domain.activation.Activations;
import io.partnersupport.activation.domain.activation.Refusal;
import io.partnersupport.activation.domain.audit.AuditEntry;
import io.partnersupport.activation.domain.audit.AuditEntry.Action;
import io.partnersupport.activation.domain.audit.AuditTrail;
import io.partnersupport.activation.domain.benefit.Benefits;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.contract.Contract;
import io.partnersupport.activation.domain.contract.ContractLine;
import io.partnersupport.activation.domain.contract.ContractRef;
import io.partnersupport.activation.domain.contract.Contracts;
import io.partnersupport.activation.domain.contract.Pair;
import io.partnersupport.kit.event.Reaction;
import io.partnersupport.kit.persistence.Ids;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Completes what is requested and needs no decision any more: each once, however many workers run. */
@ApplicationScoped
public class CompleteActivations implements Reaction {
    private static final int BATCH = 50;

    private final Activations activations;
    private final Benefits benefits;
    private final Contracts contracts;
    private final ContractEvents events;
    private final AuditTrail audit;
    private final PairEncryption encryption;
    private final PairDigester digester;
    private final TellRequester tellRequester;
    private final Clock clock;

    CompleteActivations(
            Activations activations,
            Benefits benefits,
            Contracts contracts,
            ContractEvents events,
            AuditTrail audit,
            PairEncryption encryption,
            PairDigester digester,
            TellRequester tellRequester,
            Clock clock) {
        this.activations = activations;
        this.benefits = benefits;
        this.contracts = contracts;
        this.events = events;
        this.audit = audit;
        this.encryption = encryption;
        this.digester = digester;
        this.tellRequester = tellRequester;
        this.clock = clock;
    }

    @Override
    public int react() {
        List<ActivationId> due = QuarkusTransaction.requiringNew().call(() -> activations.due(clock.instant(), BATCH));
        int completed = 0;
        RuntimeException failure = null;
        for (ActivationId id : due) {
            try {
                completed += QuarkusTransaction.requiringNew().call(() -> completeIfDue(id)) ? 1 : 0;
            } catch (RuntimeException e) { // one that cannot be completed must not hold up the others
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return completed;
    }

    private boolean completeIfDue(ActivationId id) {
        Optional<Activation> due = activations.lockDue(id, clock.instant());
        due.ifPresent(this::complete);
        return due.isPresent();
    }

    private void complete(Activation activation) {
        GrantedBenefit benefit = benefits.find(activation.benefitId()).orElseThrow();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // what the database keeps
        // a clock that was set back must not make a benefit look as if it had not begun
        Instant at = now.isBefore(activation.requestedAt()) ? activation.requestedAt() : now;
        Optional<Refusal> refusal = ActivationRules.refusalOfCompletion(benefit, at);
        if (refusal.isPresent()) {
            String reason = refusal.get().name();
            activations.save(activation.rejected(at, reason));
            audit(benefit, at, Action.ACTIVATION_REJECTED, ActivationStatus.REJECTED, Optional.of(reason));
            tellRequester.rejected(activation, benefit, refusal.get());
        } else if (activation.isDue()) {
            activations.save(activation.completed(at));
            audit(benefit, at, Action.ACTIVATION_COMPLETED, ActivationStatus.ACTIVE, Optional.empty());
            addLine(benefit, at);
            tellRequester.completed(activation, benefit);
        }
    }

    private void audit(
            GrantedBenefit benefit, Instant at, Action action, ActivationStatus to, Optional<String> reason) {
        audit.add(AuditEntry.ofBenefit(
                benefit.partnerId(), benefit.id(), Actor.WORKER, at, action, ActivationStatus.REQUESTED, to, reason));
    }

    private void addLine(GrantedBenefit benefit, Instant at) {
        Contract before = contracts.lockFor(benefit, () -> unissued(benefit, at));
        Contract after = before.with(ContractLine.of(benefit, at));
        long sequence = contracts.save(after);
        if (before.hasLines()) {
            events.changed(after, sequence);
        } else {
            events.issued(after, sequence);
            audit.add(AuditEntry.ofIssued(after, Actor.WORKER, at));
        }
        after.supersededBy(benefit.id())
                .forEach(line -> audit.add(AuditEntry.ofBenefit(
                        benefit.partnerId(),
                        line.benefitId(),
                        Actor.WORKER,
                        at,
                        Action.GRANT_SUPERSEDED,
                        ActivationStatus.ACTIVE,
                        ActivationStatus.SUPERSEDED,
                        Optional.empty())));
    }

    private Contract unissued(GrantedBenefit benefit, Instant at) {
        ContractRef id = new ContractRef(Ids.next(at));
        Pair pair = Pair.random();
        Optional<ContractRef> renews = benefit.benefitYear().isPresent()
                ? contracts.renewedIn(benefit.partnerId(), benefit.benefitYear().getAsInt())
                : Optional.empty();
        return Contract.unissued(id, benefit, renews, encryption.seal(pair, id), digester.digest(pair));
    }
}
