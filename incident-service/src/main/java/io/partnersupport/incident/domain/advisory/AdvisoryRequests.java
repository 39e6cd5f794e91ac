package io.partnersupport.incident.domain.advisory;

import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.product.Product;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The requests for advice, and what they are decided by. */
public interface AdvisoryRequests {
    /** The partner's hours; nobody else can use them until the transaction ends. */
    List<AdvisoryBenefit> lockHours(PartnerId partner);

    Optional<Product> product(String productId);

    void add(AdvisoryRequest request);

    Optional<AdvisoryRequest> find(UUID id);

    Optional<AdvisoryRequest> lock(UUID id);

    /** Stores its hours and whether it is closed. */
    void store(AdvisoryRequest request);

    /** Erases what people typed into some that were closed before the instant; says how many. Those are not found. */
    int eraseClosedBefore(Instant instant, Instant now, int limit);

    /** Newest first; of all partners if none is given. */
    List<AdvisoryRequest> of(Optional<PartnerId> partner, Optional<UUID> after, int limit);
}
