package io.partnersupport.entitlement.domain.membership;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The cancellations that activation-service granted, as far as they are known here. */
public interface Cancellations {
    /** A cancelled membership, or a cancelled go-to-market offer of one. */
    record Cancellation(UUID id, Optional<UUID> membershipId, Optional<UUID> benefitId, Instant cancelledAt) {}

    /** One whose benefits are not withdrawn yet, locked so that no other instance takes it. */
    Optional<Cancellation> lockOpen();

    void applied(Cancellation cancellation);
}
