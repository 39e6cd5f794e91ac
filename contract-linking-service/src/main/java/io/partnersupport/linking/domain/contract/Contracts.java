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

    List<KnownPair> withAccessId(Collection<String> digests);

    Optional<Contract> find(ContractRef ref);

    Map<ContractRef, Contract> findAll(Collection<ContractRef> refs);
}
