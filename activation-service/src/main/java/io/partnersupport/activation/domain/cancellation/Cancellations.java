package io.partnersupport.activation.domain.cancellation;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.MembershipId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All granted cancellations. */
public interface Cancellations {
    /** A number that no other request has. */
    String nextRequestNumber();

    void add(Cancellation granted);

    Optional<Cancellation> find(UUID id);

    Optional<Cancellation> of(MembershipId membership);

    Optional<Cancellation> of(BenefitId offer);

    /**
     * Lists them, newest first.
     *
     * @param partner empty for all partners
     */
    List<Cancellation> list(Optional<PartnerId> partner, Optional<UUID> after, int limit);
}
