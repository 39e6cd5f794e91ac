package io.partnersupport.linking.domain.link;

import io.partnersupport.linking.domain.contract.Contract;
import io.partnersupport.linking.domain.contract.LinkPolicy;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything that the decision on a link depends on.
 *
 * @param candidate the link as it would be made
 * @param existing the account's active link with the contract
 * @param linkedByAnotherAccount asked of a single account plan only
 */
public record LinkRequest(
        ContractLink candidate,
        Contract contract,
        Optional<ContractLink> existing,
        boolean linkedByAnotherAccount,
        Instant at) {
    boolean contractIsWithdrawn() {
        return contract.isWithdrawn(at);
    }

    boolean everyLineHasEnded() {
        return contract.everyLineHasEnded(at);
    }

    boolean noLineHasUnitsLeft() {
        return contract.noLineHasUnitsLeft(at);
    }

    boolean singleAccountPlanIsTaken() {
        return contract.linkPolicy() == LinkPolicy.SINGLE_ACCOUNT && existing.isEmpty() && linkedByAnotherAccount;
    }

    LinkDecision linkedOrAlreadyLinked() {
        return existing.<LinkDecision>map(LinkDecision.AlreadyLinked::new)
                .orElseGet(() -> new LinkDecision.Linked(candidate));
    }
}
