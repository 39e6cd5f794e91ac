package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.audit.AuditEntries;
import io.partnersupport.activation.domain.audit.AuditEntries.Filter;
import io.partnersupport.activation.domain.audit.AuditEntries.Recorded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads who changed what. */
@ApplicationScoped
public class ReadAudit {
    private final AuditEntries entries;

    ReadAudit(AuditEntries entries) {
        this.entries = entries;
    }

    /** Lists entries, newest first. */
    @Transactional
    public List<Recorded> list(Filter filter, Optional<UUID> after, int limit) {
        return entries.list(filter, after, limit);
    }
}
