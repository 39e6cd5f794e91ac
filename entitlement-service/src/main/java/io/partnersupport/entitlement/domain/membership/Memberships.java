package io.partnersupport.entitlement.domain.membership;

import io.partnersupport.entitlement.domain.PartnerId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All memberships ever bought. */
public interface Memberships {
    /** Adds a membership and returns its sequence. */
    long add(Membership membership);

    /** One by its id, whosoever it is. */
    Optional<Membership> find(UUID id);

    /** Remembers that it was cancelled, and returns its new sequence. */
    long withdraw(Membership membership);

    /** The partner's memberships, the latest to begin first. */
    List<Membership> of(PartnerId partner);

    Optional<Membership> find(PartnerId partner, UUID id);

    /** Like {@link #of}, in parts. */
    List<Membership> list(PartnerId partner, Optional<UUID> after, int limit);
}
