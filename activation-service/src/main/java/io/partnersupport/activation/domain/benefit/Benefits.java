package io.partnersupport.activation.domain.benefit;

import io.partnersupport.activation.domain.PartnerId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The technical support benefits and advisory hours that were granted, as far as known here. */
public interface Benefits {
    Optional<GrantedBenefit> find(BenefitId id);

    /** Those of a partner that have begun and not ended, in the order of their names. */
    List<GrantedBenefit> current(PartnerId partner, Instant at);

    /** The units left; a benefit without a known balance is not among them. */
    Map<BenefitId, Quantity> remaining(Collection<BenefitId> ids);
}
