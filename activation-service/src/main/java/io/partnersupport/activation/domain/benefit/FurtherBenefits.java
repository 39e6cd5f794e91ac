package io.partnersupport.activation.domain.benefit;

import io.partnersupport.activation.domain.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Benefits other than support, as far as known here. */
public interface FurtherBenefits {
    <T> Optional<FurtherBenefit<T>> find(Category<T> category, BenefitId id);

    /** Those of a partner that have begun and not ended, in the order of their names. */
    <T> List<FurtherBenefit<T>> current(Category<T> category, PartnerId partner, Instant at);

    /** Withdraws what a cancelled membership grants, and tells what that was. */
    List<BenefitId> withdrawAll(MembershipId membership, Instant at);

    void withdraw(BenefitId id, Instant at);
}
