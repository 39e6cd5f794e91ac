package io.partnersupport.entitlement.domain.benefit;

import io.partnersupport.entitlement.domain.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All grants of all memberships. */
public interface Benefits {
    /** The partner's grants that are usable at or after an instant. */
    List<Benefit> usableSince(PartnerId partner, Instant at);

    /** The partner's grants whose time has not passed, also withdrawn ones. */
    List<Benefit> notEnded(PartnerId partner, Instant at);

    Optional<Benefit> find(UUID id);

    /** What a membership granted. */
    List<Benefit> grantedBy(UUID membership);

    /** Stores new grants, or when known ones are listed and since when they are withdrawn; returns the sequence that each got, in the same order. */
    List<Long> save(List<Benefit> benefits);
}
