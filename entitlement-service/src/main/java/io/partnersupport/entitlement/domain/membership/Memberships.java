package io.partnersupport.entitlement.domain.membership;

import io.partnersupport.entitlement.domain.PartnerId;
import java.util.List;

/** All memberships ever bought. */
public interface Memberships {
    /** Adds a membership and returns its sequence. */
    long add(Membership membership);

    /** The partner's memberships, the latest to begin first. */
    List<Membership> of(PartnerId partner);
}
