package io.partnersupport.linking.application;

import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.persistence.Ids;
import io.partnersupport.linking.domain.contract.Contract;
import io.partnersupport.linking.domain.contract.ContractRef;
import io.partnersupport.linking.domain.contract.Contracts;
import io.partnersupport.linking.domain.link.Account;
import io.partnersupport.linking.domain.link.AccountId;
import io.partnersupport.linking.domain.link.ContractLink;
import io.partnersupport.linking.domain.link.ContractLinks;
import io.partnersupport.linking.domain.link.LinkDecision;
import io.partnersupport.linking.domain.link.LinkDecision.Linked;
import io.partnersupport.linking.domain.link.LinkId;
import io.partnersupport.linking.domain.link.LinkRequest;
import io.partnersupport.linking.domain.link.LinkingRules;
import io.partnersupport.linking.domain.pair.PairDigests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Decides one attempt to link a contract to an account (L-2), and makes the link. */
@ApplicationScoped
public class LinkContract {
    private final MatchPair matchPair;
    private final Contracts contracts;
    private final ContractLinks links;
    private final ContractLinkEvents events;
    private final ViewFreshness freshness;
    private final Clock clock;

    LinkContract(
            MatchPair matchPair,
            Contracts contracts,
            ContractLinks links,
            ContractLinkEvents events,
            ViewFreshness freshness,
            Clock clock) {
        this.matchPair = matchPair;
        this.contracts = contracts;
        this.links = links;
        this.events = events;
        this.freshness = freshness;
        this.clock = clock;
    }

    @Transactional
    public LinkOutcome link(Account account, PairDigests pair) {
        // asked before looking: what arrives in between must not turn "not yet" into "wrong"
        boolean viewIsBehind = freshness.isBehind();
        return matchPair
                .match(pair)
                .map(contract -> decide(account, contract))
                .orElseGet(() -> new LinkOutcome.NoMatch(viewIsBehind));
    }

    private LinkOutcome decide(Account account, ContractRef ref) {
        Contract contract = contracts.find(ref).orElseThrow();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        ContractLink candidate = ContractLink.made(new LinkId(Ids.next(at)), contract, account, at);
        LinkDecision decision = decide(candidate, contract, at);
        while (decision instanceof Linked && !links.add(candidate)) {
            decision = decide(candidate, contract, at); // another request was faster, and now its link is seen
        }
        if (decision instanceof Linked) {
            events.made(candidate);
        }
        return new LinkOutcome.Decided(decision, contract, at);
    }

    private LinkDecision decide(ContractLink candidate, Contract contract, Instant at) {
        AccountId account = candidate.account().id();
        return LinkingRules.decide(new LinkRequest(
                candidate,
                contract,
                links.activeOf(account, contract.ref()),
                links.isLinkedByAnother(account, contract.ref()),
                at));
    }
}
