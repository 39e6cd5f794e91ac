package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.activation.Activation;
import io.partnersupport.activation.domain.activation.ActivationDecision;
import io.partnersupport.activation.domain.activation.ActivationDecision.Accepted;
import io.partnersupport.activation.domain.activation.ActivationId;
import io.partnersupport.activation.domain.activation.ActivationRules;
import io.partnersupport.activation.domain.activation.ActivationRules.Situation;
import io.partnersupport.activation.domain.activation.ActivationStatus;
import io.partnersupport.activation.domain.activation.Activations;
import io.partnersupport.activation.domain.activation.BusinessCalendars;
import io.partnersupport.activation.domain.audit.AuditEntry;
import io.partnersupport.activation.domain.audit.AuditEntry.Action;
import io.partnersupport.activation.domain.audit.AuditTrail;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.kit.event.Reactions;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Takes a request to activate a benefit; a worker or an operator goes on with it. */
@ApplicationScoped
public class RequestActivation {
    private final Activations activations;
    private final PartnerDirectory directory;
    private final BusinessCalendars calendars;
    private final AuditTrail audit;
    private final Reactions reactions;
    private final Clock clock;

    RequestActivation(
            Activations activations,
            PartnerDirectory directory,
            BusinessCalendars calendars,
            AuditTrail audit,
            Reactions reactions,
            Clock clock) {
        this.activations = activations;
        this.directory = directory;
        this.calendars = calendars;
        this.audit = audit;
        this.reactions = reactions;
        this.clock = clock;
    }

    @Transactional
    public ActivationDecision request(Caller caller, GrantedBenefit benefit) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // what the database keeps
        Situation situation = new Situation(
                benefit,
                PartnerAccess.activator(caller, benefit.partnerId()),
                directory.managedIn(benefit.partnerId()),
                now);
        Optional<Activation> latest =
                Optional.ofNullable(activations.latest(List.of(benefit.id())).get(benefit.id()));
        ActivationId id = new ActivationId(Ids.next(now));
        ActivationDecision decision =
                ActivationRules.decide(situation, latest, id, calendars.of(benefit.partnerId(), now));
        return decision instanceof Accepted accepted
                        && accepted.activation().id().equals(id)
                ? new Accepted(add(accepted.activation(), latest))
                : decision;
    }

    /** Somebody may have been faster: then it is theirs. */
    private Activation add(Activation requested, Optional<Activation> before) {
        Activation live = activations.addUnlessLive(requested);
        if (!live.id().equals(requested.id())) {
            return live;
        }
        audit.add(AuditEntry.ofBenefit(
                requested.partnerId(),
                requested.benefitId(),
                requested.requestedBy(),
                requested.requestedAt(),
                Action.ACTIVATION_REQUESTED,
                before.isPresent() ? ActivationStatus.REJECTED : ActivationStatus.AVAILABLE,
                ActivationStatus.REQUESTED,
                Optional.empty()));
        reactions.wakeAtCommit(); // an automatic one is completed right away
        return live;
    }
}
