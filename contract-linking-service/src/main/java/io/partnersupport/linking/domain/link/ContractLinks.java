package io.partnersupport.linking.domain.link;

import io.partnersupport.linking.domain.contract.ContractRef;
import java.util.List;
import java.util.Optional;

/** All links ever made. */
public interface ContractLinks {
    Optional<ContractLink> activeOf(AccountId account, ContractRef contract);

    /** Whether an account other than this one has an active link with the contract. */
    boolean isLinkedByAnother(AccountId account, ContractRef contract);

    /** Returns false if another request was faster: the account, or on a single account plan anybody, has a link. */
    boolean add(ContractLink link);

    /** Active links of accounts that never had one with the renewal, each held until the transaction ends. */
    List<ContractLink> notFollowedTo(ContractRef renewal, int limit);

    /** The link, held until the transaction ends. */
    Optional<ContractLink> hold(LinkId id);

    void update(ContractLink link);

    /** Active links of an account, the latest first. */
    List<ContractLink> listOf(AccountId account, Optional<LinkId> before, int limit);

    /** Active links with a contract, the latest first. */
    List<ContractLink> listWith(ContractRef contract, Optional<LinkId> before, int limit);
}
