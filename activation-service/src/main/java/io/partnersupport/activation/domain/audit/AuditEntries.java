package io.partnersupport.activation.domain.audit;

import io.partnersupport.activation.domain.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the audit trail has recorded. */
public interface AuditEntries {
    /** An entry and its place in the trail. */
    record Recorded(UUID id, AuditEntry entry) {}

    /**
     * Which entries are looked for; empty is any.
     *
     * @param from the first instant
     * @param to the first instant after them
     */
    record Filter(
            Optional<PartnerId> partner,
            Optional<AuditEntry.Action> action,
            Optional<String> actor,
            Optional<UUID> subject,
            Optional<Instant> from,
            Optional<Instant> to) {}

    /**
     * Lists entries, newest first.
     *
     * @param after the id after which the list goes on
     */
    List<Recorded> list(Filter filter, Optional<UUID> after, int limit);
}
