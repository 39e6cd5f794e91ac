package io.partnersupport.activation.domain.subscription;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import java.util.Collection;
import java.util.List;

/** The seats that have a holder. */
public interface Seats {
    /** Those of the benefits, in the order of their numbers. */
    List<Seat> held(Collection<BenefitId> benefits);

    /** Keeps others from assigning seats of the partner until the transaction ends. */
    void lock(PartnerId partner);

    void save(Seat changed);
}
