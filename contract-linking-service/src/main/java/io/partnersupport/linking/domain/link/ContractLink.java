package io.partnersupport.linking.domain.link;

import io.partnersupport.linking.domain.contract.Contract;
import io.partnersupport.linking.domain.contract.ContractRef;
import io.partnersupport.linking.domain.contract.LinkPolicy;
import java.time.Instant;
import java.util.Optional;

/**
 * The association of one contract with one account.
 *
 * @param linkPolicy the contract's when the link was made
 * @param followedFrom the link with the renewed contract that this one followed; empty if somebody typed the pair
 * @param removal empty while the link is active
 * @param sequence rises with every change
 */
public record ContractLink(
        LinkId id,
        ContractRef contract,
        Account account,
        LinkPolicy linkPolicy,
        Instant linkedAt,
        Optional<LinkId> followedFrom,
        Optional<Removal> removal,
        long sequence) {
    /** When a link was removed, and by whom. */
    public record Removal(Instant at, AccountId by) {}

    public static ContractLink made(LinkId id, Contract contract, Account account, Instant at) {
        return new ContractLink(
                id, contract.ref(), account, contract.linkPolicy(), at, Optional.empty(), Optional.empty(), 1);
    }

    /** This link as it goes on with the contract that renews its own. */
    public ContractLink followedTo(Contract renewal, LinkId as, Instant at) {
        return new ContractLink(
                as, renewal.ref(), account, renewal.linkPolicy(), at, Optional.of(id), Optional.empty(), 1);
    }

    public ContractLink removed(AccountId by, Instant at) {
        return new ContractLink(
                id,
                contract,
                account,
                linkPolicy,
                linkedAt,
                followedFrom,
                Optional.of(new Removal(at, by)),
                sequence + 1);
    }

    public boolean isActive() {
        return removal.isEmpty();
    }

    public boolean belongsTo(AccountId other) {
        return account.id().equals(other);
    }
}
