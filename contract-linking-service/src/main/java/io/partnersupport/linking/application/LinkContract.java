package io.partnersupport.linking.application;

import io.partnersupport.kit.persistence.Ids;
import io.partnersupport.linking.domain.audit.Actor;
import io.partnersupport.linking.domain.audit.AuditEntry;
import io.partnersupport.linking.domain.audit.AuditEntry.LinkAction;
import io.partnersupport.linking.domain.audit.AuditTrail;
import io.partnersupport.linking.domain.contract.Contract;
import io.partnersupport.linking.domain.contract.ContractRef;
import io.partnersupport.linking.domain.contract.Contracts;
import io.partnersupport.linking.domain.contract.LinkPolicy;
import io.partnersupport.linking.domain.link.Account;
import io.partnersupport.linking.domain.link.AccountId;
import io.partnersupport.linking.domain.link.ContractLink;
import io.partnersupport.linking.domain.link.ContractLinks;
import io.partnersupport.linking.domain.link.LinkDecision;
import io.partnersupport.linking.domain.link.LinkDecision.Linked;
import io.partnersupport.linking.domain.link.LinkDecision.Refused;
import io.partnersupport.linking.domain.link.LinkId;
import io.partnersupport.linking.domain.link.LinkRequest;
import io.partnersupport.linking.domain.link.LinkingRules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Decides whether an account that knows the pair of a contract gets a link (L-2), and makes it. */
@ApplicationScoped
public class LinkContract {
    private final Contracts contracts;
    private final ContractLinks links;
    private final ContractLinkEvents events;
    private final AuditTrail audit;
    private final Clock clock;

    LinkContract(Contracts contracts, ContractLinks links, ContractLinkEvents events, AuditTrail audit, Clock clock) {
        this.contracts = contracts;
        this.links = links;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What was decided, on which contract, at what instant.
     *
     * @param existing the link that the account has, if it is refused another one
     */
    public record Decided(LinkDecision decision, Contract contract, Optional<ContractLink> existing, Instant at) {}

    @Transactional
    public Decided link(Account account, ContractRef ref) {
        Contract contract = contracts.find(ref).orElseThrow();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        ContractLink candidate = ContractLink.made(new LinkId(Ids.next(at)), contract, account, at);
        LinkDecision decision = decide(candidate, contract, at);
        while (decision instanceof Linked && !links.add(candidate)) {
            decision = decide(candidate, contract, at); // another request was faster, and now its link is seen
        }
        if (decision instanceof Linked) {
            events.made(candidate);
            contracts.newLinkWith(ref);
            Actor owner = Actor.owner(account.id().subject());
            audit.add(AuditEntry.of(LinkAction.LINKED, candidate, contract, owner, Ids.next(at), at));
        }
        Optional<ContractLink> existing =
                decision instanceof Refused ? links.activeOf(account.id(), ref) : Optional.empty();
        return new Decided(decision, contract, existing, at);
    }

    private LinkDecision decide(ContractLink candidate, Contract contract, Instant at) {
        AccountId account = candidate.account().id();
        return LinkingRules.decide(new LinkRequest(
                candidate,
                contract,
                links.activeOf(account, contract.ref()),
                contract.linkPolicy() == LinkPolicy.SINGLE_ACCOUNT && links.isLinkedByAnother(account, contract.ref()),
                at));
    }
}
