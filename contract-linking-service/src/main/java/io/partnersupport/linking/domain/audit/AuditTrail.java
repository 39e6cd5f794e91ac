package io.partnersupport.linking.domain.audit;

import io.partnersupport.linking.domain.contract.ContractRef;
import io.partnersupport.linking.domain.contract.PartnerId;
import io.partnersupport.linking.domain.link.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Everything that was done to links, for good. */
public interface AuditTrail {
    /** What to show; an empty filter lets everything pass. {@code from} is included, {@code to} is not. */
    record Filter(
            Optional<PartnerId> partner,
            Optional<ContractRef> contract,
            Optional<AccountId> account,
            Optional<AuditEntry.LinkAction> action,
            Optional<Instant> from,
            Optional<Instant> to) {}

    void add(AuditEntry entry);

    /** The latest first. */
    List<AuditEntry> list(Filter filter, Optional<UUID> before, int limit);
}
