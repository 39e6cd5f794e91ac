package io.partnersupport.entitlement.domain.benefit;

import io.partnersupport.entitlement.domain.PartnerId;
import java.time.Instant;
import java.util.List;

/** All grants of all memberships. */
public interface Benefits {
    /** The partner's grants that are usable at or after an instant. */
    List<Benefit> usableSince(PartnerId partner, Instant at);

    /** Stores new grants, or when known ones are listed; returns the sequence that each got, in the same order. */
    List<Long> save(List<Benefit> benefits);
}
