package io.partnersupport.incident.application;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.policy.IncidentPolicy;
import io.partnersupport.incident.domain.policy.Policies;
import io.partnersupport.incident.domain.queue.IncidentQueue;
import io.partnersupport.incident.domain.queue.IncidentQueues;
import io.partnersupport.incident.domain.queue.QueueFilter;
import io.partnersupport.incident.domain.queue.QueuedIncident;
import io.partnersupport.incident.domain.queue.QueuedIncident.Place;
import io.partnersupport.kit.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lists incidents to whom they concern (I-13). */
@ApplicationScoped
public class ListIncidents {
    private final IncidentQueues queues;
    private final Policies policies;
    private final Clock clock;

    ListIncidents(IncidentQueues queues, Policies policies, Clock clock) {
        this.queues = queues;
        this.policies = policies;
        this.clock = clock;
    }

    /** The widest list that the caller may see. */
    public IncidentQueue queueOf(Caller caller, boolean onlyOwn) {
        if (!onlyOwn && ReadAccess.toAllIncidents(caller)) {
            return new IncidentQueue.OfSupport();
        }
        return caller.partnerId()
                .filter(partner -> !onlyOwn && ReadAccess.toIncidentsOfPartner(caller))
                .<IncidentQueue>map(partner -> new IncidentQueue.OfPartner(new PartnerId(partner)))
                .orElseGet(() -> new IncidentQueue.Own(new AccountId(caller.subject())));
    }

    @Transactional
    public List<QueuedIncident> list(IncidentQueue queue, QueueFilter filter, Optional<Place> after, int limit) {
        Instant now = clock.instant();
        Optional<IncidentPolicy> policy = policies.ofIncidents(now);
        return queues.find(
                queue, filter, policy.map(known -> known.forgottenBefore(now)).orElse(Instant.EPOCH), after, limit);
    }
}
