package io.partnersupport.incident.domain.customer;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.PartnerId;
import java.time.Instant;
import java.util.Optional;

/** The support groups of customers. */
public interface SupportGroups {
    /** That of a customer of this partner, without members if nobody made it; empty if it has no such customer. */
    Optional<SupportGroup> find(CustomerId customer, PartnerId partner);

    /** Replaces the group that has the sequence of this one; empty if it is no longer that one. */
    Optional<SupportGroup> replace(SupportGroup group, AccountId by, Instant at);
}
