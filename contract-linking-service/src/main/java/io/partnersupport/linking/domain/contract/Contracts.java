package io.partnersupport.linking.domain.contract;

import io.partnersupport.linking.domain.pair.PairDigest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All contracts that are known here, with what is left on their lines. */
public interface Contracts {
    /** A contract and the digests of its present pair. */
    record KnownPair(ContractRef contract, PairDigest digest) {}

    /** The pairs with one of these Access IDs; a decoy that nothing matches where there is none, to be as much work. */
    List<KnownPair> withAccessId(Collection<String> digests);

    Optional<Contract> find(ContractRef ref);

    Map<ContractRef, Contract> findAll(Collection<ContractRef> refs);

    /** A contract that renews another one whose links may have to follow, held until the transaction ends. */
    Optional<ContractRef> holdRenewalToFollow();

    /** No link has to follow to this contract for now. */
    void allFollowedTo(ContractRef renewal);

    /** If the contract was renewed already, its new link has to follow too. */
    void newLinkWith(ContractRef contract);
}
