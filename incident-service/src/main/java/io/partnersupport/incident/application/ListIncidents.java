package io.partnersupport.incident.application;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.customer.CustomerId;
import io.partnersupport.incident.domain.customer.SupportGroups;
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
    private final SupportGroups supportGroups;
    private final Policies policies;
    private final Clock clock;

    ListIncidents(IncidentQueues queues, SupportGroups supportGroups, Policies policies, Clock clock) {
        this.queues = queues;
        this.supportGroups = supportGroups;
        this.policies = policies;
        this.clock = clock;
    }

    /** The widest list that the caller may see; of one customer all to who is in its support group. */
    public IncidentQueue queueOf(Caller caller, boolean onlyOwn, Optional<CustomerId> customer) {
        if (!onlyOwn && ReadAccess.toAllIncidents(caller)) {
            return new IncidentQueue.OfSupport();
        }
        return caller.partnerId()
                .map(PartnerId::new)
                .filter(partner -> !onlyOwn)
                .filter(partner -> ReadAccess.toIncidentsOfPartner(caller)
                        || customer.flatMap(id -> supportGroups.find(id, partner))
                                .filter(group -> group.members().contains(new AccountId(caller.subject())))
                                .isPresent())
                .<IncidentQueue>map(IncidentQueue.OfPartner::new)
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
