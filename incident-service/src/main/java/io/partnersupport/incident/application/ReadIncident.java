package io.partnersupport.incident.application;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.customer.SupportGroups;
import io.partnersupport.incident.domain.incident.Opening;
import io.partnersupport.incident.domain.lifecycle.HandledIncident;
import io.partnersupport.incident.domain.lifecycle.HandledIncidents;
import io.partnersupport.incident.domain.lifecycle.Lifecycle;
import io.partnersupport.incident.domain.policy.Policies;
import io.partnersupport.kit.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Gives an incident to whom it concerns, until the time for reading it is over (I-12, I-13). */
@ApplicationScoped
public class ReadIncident {
    private final HandledIncidents incidents;
    private final SupportGroups supportGroups;
    private final Policies policies;
    private final Clock clock;

    ReadIncident(HandledIncidents incidents, SupportGroups supportGroups, Policies policies, Clock clock) {
        this.incidents = incidents;
        this.supportGroups = supportGroups;
        this.policies = policies;
        this.clock = clock;
    }

    public Optional<HandledIncident> find(IncidentId id, Caller caller) {
        return incidents.find(id).filter(found -> isReadable(found, caller, clock.instant()));
    }

    /** Who may file for a customer goes on with what the others of the group filed for it (I-9). */
    private boolean isOfSupportGroup(Opening opening, Caller caller) {
        return opening.opener()
                .partner()
                .filter(partner -> caller.belongsTo(partner.value()))
                .flatMap(partner -> opening.request()
                        .customer()
                        .flatMap(onBehalf -> supportGroups.find(onBehalf.customer(), partner)))
                .filter(group -> group.members().contains(new AccountId(caller.subject())))
                .isPresent();
    }

    /** Until when it may be reopened; empty while it is not ended, or its edition is unknown. */
    public Optional<Instant> reopenableUntil(HandledIncident incident) {
        return policies.ofIncidents(incident.incident().opening().openedAt())
                .flatMap(policy -> Lifecycle.reopenableUntil(incident.progress(), policy.reopenWithin()));
    }

    boolean isReadable(HandledIncident incident, Caller caller, Instant at) {
        return (ReadAccess.toIncident(caller, incident.incident().opening().opener())
                        || isOfSupportGroup(incident.incident().opening(), caller))
                && incident.progress()
                        .endedAt()
                        .flatMap(endedAt -> policies.ofIncidents(at).map(policy -> policy.readableUntil(endedAt)))
                        .filter(until -> !at.isBefore(until))
                        .isEmpty();
    }
}
