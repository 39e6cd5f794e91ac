package io.partnersupport.activation.domain.benefit;

import java.util.Optional;

/** What partners bought, as far as known here. */
public interface Memberships {
    Optional<Membership> find(MembershipId id);

    /** The policies it was bought under; the defaults while they are not known. */
    Policies policies(MembershipId id);

    /** Keeps cancelling it and revealing its keys apart until the transaction ends. */
    void lock(MembershipId id);
}
