package io.partnersupport.linking.application;

import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.persistence.Ids;
import io.partnersupport.linking.domain.audit.Actor;
import io.partnersupport.linking.domain.audit.AuditEntry;
import io.partnersupport.linking.domain.audit.AuditEntry.LinkAction;
import io.partnersupport.linking.domain.audit.AuditTrail;
import io.partnersupport.linking.domain.contract.Contract;
import io.partnersupport.linking.domain.contract.Contracts;
import io.partnersupport.linking.domain.link.AccountId;
import io.partnersupport.linking.domain.link.ContractLink;
import io.partnersupport.linking.domain.link.ContractLinks;
import io.partnersupport.linking.domain.link.LinkId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Ends the association of a contract with an account (L-5). */
@ApplicationScoped
public class UnlinkContract {
    private final ContractLinks links;
    private final Contracts contracts;
    private final ContractLinkEvents events;
    private final AuditTrail audit;
    private final Clock clock;

    UnlinkContract(ContractLinks links, Contracts contracts, ContractLinkEvents events, AuditTrail audit, Clock clock) {
        this.links = links;
        this.contracts = contracts;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** Returns false if there is no active link of that id that the caller may remove. */
    @Transactional
    public boolean unlink(Caller caller, LinkId id) {
        Optional<ContractLink> active = links.hold(id).filter(ContractLink::isActive);
        if (active.isEmpty()) {
            return false;
        }
        ContractLink link = active.get();
        AccountId remover = new AccountId(caller.subject());
        Contract contract = contracts.find(link.contract()).orElseThrow();
        if (link.belongsTo(remover)) {
            remove(link, contract, LinkAction.UNLINKED, Actor.owner(caller.subject()));
            return true;
        }
        if (ContractAdmins.include(caller, contract)) {
            String role = ContractAdmins.roleOf(caller).orElseThrow().claim();
            remove(link, contract, LinkAction.REMOVED, new Actor(caller.subject(), role));
            return true;
        }
        return false;
    }

    private void remove(ContractLink link, Contract contract, LinkAction action, Actor actor) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        ContractLink removed = link.removed(new AccountId(actor.id()), at);
        links.update(removed);
        events.removed(removed);
        audit.add(AuditEntry.of(action, removed, contract, actor, Ids.next(at), at));
    }
}
