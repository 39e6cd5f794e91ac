package io.partnersupport.linking.application;

import io.partnersupport.kit.identity.Caller;
import io.partnersupport.linking.domain.contract.Contracts;
import io.partnersupport.linking.domain.link.AccountId;
import io.partnersupport.linking.domain.link.ContractLink;
import io.partnersupport.linking.domain.link.ContractLinks;
import io.partnersupport.linking.domain.link.LinkId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Ends the association of a contract with an account (L-5). */
@ApplicationScoped
public class UnlinkContract {
    private final ContractLinks links;
    private final Contracts contracts;
    private final ContractLinkEvents events;
    private final Clock clock;

    UnlinkContract(ContractLinks links, Contracts contracts, ContractLinkEvents events, Clock clock) {
        this.links = links;
        this.contracts = contracts;
        this.events = events;
        this.clock = clock;
    }

    /** Returns false if there is no active link of that id that the caller may remove. */
    @Transactional
    public boolean unlink(Caller caller, LinkId id) {
        AccountId remover = new AccountId(caller.subject());
        Optional<ContractLink> active =
                links.hold(id).filter(ContractLink::isActive).filter(link -> mayRemove(caller, remover, link));
        active.map(link -> link.removed(remover, clock.instant().truncatedTo(ChronoUnit.MICROS)))
                .ifPresent(removed -> {
                    links.update(removed);
                    events.removed(removed);
                });
        return active.isPresent();
    }

    private boolean mayRemove(Caller caller, AccountId remover, ContractLink link) {
        return link.belongsTo(remover)
                || contracts
                        .find(link.contract())
                        .filter(contract -> ContractAdmins.include(caller, contract))
                        .isPresent();
    }
}
