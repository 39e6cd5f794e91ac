package io.partnersupport.incident.domain.plan;

import io.partnersupport.incident.domain.AccountId;
import java.time.Instant;
import java.util.Optional;

/** The plans of accounts. */
public interface Plans {
    LinkedPlans linkedWith(AccountId account, Optional<String> productId, Instant at);
}
