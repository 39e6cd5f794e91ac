package io.partnersupport.activation.domain.contract;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** All contracts. */
public interface Contracts {
    /**
     * Reads the contract that a benefit belongs on, that of its benefit year or of the plan itself, and keeps others
     * from changing it until the transaction ends. What was withdrawn is not taken up again.
     *
     * @param unissued makes a contract without lines, to be kept if there is none yet
     */
    Contract lockFor(GrantedBenefit benefit, Supplier<Contract> unissued);

    /** Reads it and keeps others from changing it until the transaction ends. */
    Optional<Contract> lock(ContractRef id);

    /** Those which have any of the lines, locked in one order. */
    List<Contract> lockHolding(Collection<BenefitId> lines);

    /**
     * The contract that a new one of that benefit year renews: the partner's latest of an earlier year. Empty if that
     * was withdrawn, or the year's own was: then nobody's links follow.
     */
    Optional<ContractRef> renewedIn(PartnerId partner, int benefitYear);

    /** Stores a locked contract and returns its sequence, which rises with every change from 1. */
    long save(Contract locked);

    /**
     * Stores the same pair sealed anew, and the sequence stays: nothing changed for others.
     */
    void reseal(Contract locked);

    /**
     * Those whose pair is not sealed, or not digested, with these keys, in the order of their ids.
     *
     * @param after the id after which the list goes on
     */
    List<ContractRef> underOtherKeys(String sealingKey, String digestKey, Optional<ContractRef> after, int limit);

    /** Lines that stay although the benefit was withdrawn by who granted it. */
    List<BenefitId> linesOfWithdrawnBenefits(int limit);

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
