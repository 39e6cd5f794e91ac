package io.partnersupport.linking.domain.audit;

import io.partnersupport.linking.domain.contract.Contract;
import io.partnersupport.linking.domain.contract.ContractRef;
import io.partnersupport.linking.domain.contract.PartnerId;
import io.partnersupport.linking.domain.link.AccountId;
import io.partnersupport.linking.domain.link.ContractLink;
import io.partnersupport.linking.domain.link.LinkId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One thing that was done.
 *
 * @param account whose link or attempts
 * @param about the link; empty where it is about attempts
 */
public record AuditEntry(
        UUID id, Instant at, Actor actor, LinkAction action, AccountId account, Optional<AuditedLink> about) {
    /** What was done. The names are kept in rows: add, never rename. */
    public enum LinkAction {
        LINKED,
        FOLLOWED,
        UNLINKED,
        REMOVED,
        ATTEMPTS_CLEARED
    }

    /** A link and whose contract it is with. */
    public record AuditedLink(LinkId link, ContractRef contract, PartnerId partner) {}

    public static AuditEntry of(
            LinkAction action, ContractLink link, Contract contract, Actor actor, UUID id, Instant at) {
        return new AuditEntry(
                id,
                at,
                actor,
                action,
                link.account().id(),
                Optional.of(new AuditedLink(link.id(), contract.ref(), contract.partner())));
    }

    public static AuditEntry attemptsCleared(AccountId account, Actor actor, UUID id, Instant at) {
        return new AuditEntry(id, at, actor, LinkAction.ATTEMPTS_CLEARED, account, Optional.empty());
    }
}
