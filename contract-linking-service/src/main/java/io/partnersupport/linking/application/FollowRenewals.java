package io.partnersupport.linking.application;

import io.partnersupport.kit.event.Reaction;
import io.partnersupport.kit.persistence.Ids;
import io.partnersupport.linking.domain.audit.Actor;
import io.partnersupport.linking.domain.audit.AuditEntry;
import io.partnersupport.linking.domain.audit.AuditEntry.LinkAction;
import io.partnersupport.linking.domain.audit.AuditTrail;
import io.partnersupport.linking.domain.contract.Contract;
import io.partnersupport.linking.domain.contract.ContractRef;
import io.partnersupport.linking.domain.contract.Contracts;
import io.partnersupport.linking.domain.link.ContractLink;
import io.partnersupport.linking.domain.link.ContractLinks;
import io.partnersupport.linking.domain.link.LinkId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Lets the links of a renewed contract follow to its renewal, so that nobody types IDs again. */
@ApplicationScoped
class FollowRenewals implements Reaction {
    private static final int BATCH = 100;

    private final Contracts contracts;
    private final ContractLinks links;
    private final ContractLinkEvents events;
    private final AuditTrail audit;
    private final Clock clock;

    FollowRenewals(Contracts contracts, ContractLinks links, ContractLinkEvents events, AuditTrail audit, Clock clock) {
        this.contracts = contracts;
        this.links = links;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional
    public int react() {
        Optional<ContractRef> held = contracts.holdRenewalToFollow();
        held.ifPresent(ref -> {
            Contract renewal = contracts.find(ref).orElseThrow();
            List<ContractLink> former = links.notFollowedTo(ref, BATCH);
            former.forEach(link -> follow(link, renewal));
            if (former.size() < BATCH) {
                contracts.allFollowedTo(ref);
            }
        });
        return held.isPresent() ? 1 : 0;
    }

    private void follow(ContractLink former, Contract renewal) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        ContractLink link = former.followedTo(renewal, new LinkId(Ids.next(at)), at);
        if (links.add(link)) { // else the account has just linked it itself, or somebody has a single account plan
            events.followed(link);
            contracts.newLinkWith(renewal.ref());
            audit.add(AuditEntry.of(LinkAction.FOLLOWED, link, renewal, Actor.SERVICE, Ids.next(at), at));
        }
    }
}
