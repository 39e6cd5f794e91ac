package io.partnersupport.incident.domain.plan;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.customer.CustomerId;
import java.time.Instant;
import java.util.Optional;

/** The plans of accounts, and what else decides whether they can be used. */
public interface Plans {
    Situation of(Inquiry inquiry);

    /** Who asks about what, and when. */
    record Inquiry(
            AccountId account,
            Optional<PartnerId> partner,
            Optional<String> productId,
            Optional<CustomerId> customer,
            Instant at) {}
}
