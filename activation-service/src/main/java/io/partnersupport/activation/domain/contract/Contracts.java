package io.partnersupport.activation.domain.contract;

import io.partnersupport.activation.domain.PartnerId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** All contracts. */
public interface Contracts {
    /**
     * Reads the contract of a partner's benefit year and keeps others from changing it until the transaction ends.
     *
     * @param unissued makes a contract without lines, to be kept if there is none yet
     */
    Contract lock(PartnerId partner, int benefitYear, Supplier<Contract> unissued);

    /** Stores the lines of a locked contract and returns its sequence, which rises with every change from 1. */
    long save(Contract locked);

    Optional<Contract> find(ContractRef id);

    /** All of a partner. */
    List<Contract> of(PartnerId partner);

    /**
     * Lists contracts, newest first.
     *
     * @param partner empty for all partners
     * @param after the id after which the list goes on
     */
    List<Contract> list(Optional<PartnerId> partner, Optional<UUID> after, int limit);
}
