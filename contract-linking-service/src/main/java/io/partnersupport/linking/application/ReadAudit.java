package io.partnersupport.linking.application;

import io.partnersupport.kit.identity.Association;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.linking.domain.audit.AuditEntry;
import io.partnersupport.linking.domain.audit.AuditTrail;
import io.partnersupport.linking.domain.audit.AuditTrail.Filter;
import io.partnersupport.linking.domain.contract.PartnerId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Shows who did what to links: operators all of it, a partner's admins what concerns the partner's contracts (L-5). */
@ApplicationScoped
public class ReadAudit {
    private final AuditTrail audit;

    ReadAudit(AuditTrail audit) {
        this.audit = audit;
    }

    /** The filter narrowed to what the caller may see; empty if that is nothing. */
    public Optional<Filter> visibleTo(Caller caller, Filter asked) {
        if (caller.isOperator()) {
            return Optional.of(asked);
        }
        return caller.partnerId()
                .filter(partner -> caller.associations().contains(Association.MPN))
                .filter(partner -> ContractAdmins.roleOf(caller).isPresent())
                .map(partner -> new Filter(
                        Optional.of(new PartnerId(partner)),
                        asked.contract(),
                        asked.account(),
                        asked.action(),
                        asked.from(),
                        asked.to()));
    }

    /** The latest first. */
    @Transactional
    public List<AuditEntry> list(Filter visible, Optional<UUID> before, int limit) {
        return audit.list(visible, before, limit);
    }
}
