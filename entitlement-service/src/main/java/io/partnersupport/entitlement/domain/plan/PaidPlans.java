package io.partnersupport.entitlement.domain.plan;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Versioned;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The paid plans of all partners; withdrawn ones are no longer found. */
public interface PaidPlans {
    /** Adds a plan and returns its sequence. */
    long add(PaidPlan plan);

    Optional<Versioned<PaidPlan>> find(PartnerId partner, UUID id);

    /** In the order in which they were recorded. */
    List<PaidPlan> list(PartnerId partner, Optional<UUID> after, int limit);

    /** The partner's plans of one kind. */
    List<PaidPlan> of(PartnerId partner, String plan);

    /** Stores what was made from a state and returns its new sequence; empty if that is not the state any more. */
    OptionalLong replace(Versioned<PaidPlan> changed);
}
