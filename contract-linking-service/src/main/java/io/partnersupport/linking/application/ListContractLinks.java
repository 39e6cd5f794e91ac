package io.partnersupport.linking.application;

import io.partnersupport.kit.identity.Caller;
import io.partnersupport.linking.domain.contract.Contract;
import io.partnersupport.linking.domain.contract.ContractRef;
import io.partnersupport.linking.domain.contract.Contracts;
import io.partnersupport.linking.domain.contract.LinkState;
import io.partnersupport.linking.domain.link.AccountId;
import io.partnersupport.linking.domain.link.ContractLink;
import io.partnersupport.linking.domain.link.ContractLinks;
import io.partnersupport.linking.domain.link.LinkId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows an account its links, and those who look after a contract the accounts that link it (L-5). */
@ApplicationScoped
public class ListContractLinks {
    private final ContractLinks links;
    private final Contracts contracts;
    private final Clock clock;

    ListContractLinks(ContractLinks links, Contracts contracts, Clock clock) {
        this.links = links;
        this.contracts = contracts;
        this.clock = clock;
    }

    /** A link and what it is worth now. */
    public record ListedLink(ContractLink link, LinkState state) {}

    /** The caller's own active links. */
    @Transactional
    public List<ListedLink> own(Caller caller, Optional<LinkId> before, int limit) {
        return withStates(links.listOf(new AccountId(caller.subject()), before, limit));
    }

    /**
     * The active links with a contract: all of them for those who look after it and for operators, else the caller's.
     *
     * @return empty if the caller has nothing to do with the contract, whether it exists or not
     */
    @Transactional
    public Optional<List<ListedLink>> ofContract(
            Caller caller, ContractRef contract, Optional<LinkId> before, int limit) {
        boolean seesAll = contracts
                .find(contract)
                .filter(known -> caller.isOperator() || ContractAdmins.include(caller, known))
                .isPresent();
        if (seesAll) {
            return Optional.of(withStates(links.listWith(contract, before, limit)));
        }
        return links.activeOf(new AccountId(caller.subject()), contract).map(own -> withStates(List.of(own)));
    }

    private List<ListedLink> withStates(List<ContractLink> listed) {
        Instant now = clock.instant();
        Map<ContractRef, Contract> known = contracts.findAll(
                listed.stream().map(ContractLink::contract).distinct().toList());
        return listed.stream()
                .map(link -> new ListedLink(link, known.get(link.contract()).stateAt(now)))
                .toList();
    }
}
