package io.partnersupport.linking.application;

import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.persistence.Ids;
import io.partnersupport.linking.domain.attempt.AccountAttempts;
import io.partnersupport.linking.domain.attempt.AttemptLimit;
import io.partnersupport.linking.domain.attempt.Attempts;
import io.partnersupport.linking.domain.audit.Actor;
import io.partnersupport.linking.domain.audit.AuditEntry;
import io.partnersupport.linking.domain.audit.AuditTrail;
import io.partnersupport.linking.domain.link.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Shows operators which accounts failed lately, and lets one try again (L-3). */
@ApplicationScoped
public class WatchAttempts {
    private final Attempts attempts;
    private final AuditTrail audit;
    private final AttemptLimit limit;
    private final Clock clock;

    WatchAttempts(Attempts attempts, AuditTrail audit, LinkingConfig config, Clock clock) {
        this.attempts = attempts;
        this.audit = audit;
        this.limit = config.attempts().limit();
        this.clock = clock;
    }

    /** The failed pairs of an account, under the limit for all. */
    public record Watched(AccountAttempts attempts, AttemptLimit limit) {
        public Optional<Instant> blockedUntil() {
            return attempts.blockedUntil(limit);
        }
    }

    /** Accounts whose failures still count, in the order of their ids; or that one account. */
    @Transactional
    public List<Watched> list(Optional<AccountId> account, Optional<AccountId> after, int size) {
        Instant countsAfter = limit.countsAfter(clock.instant());
        List<AccountAttempts> found = account.isPresent()
                ? attempts.find(account.get(), countsAfter).stream().toList()
                : attempts.list(after, countsAfter, size);
        return found.stream().map(failed -> new Watched(failed, limit)).toList();
    }

    /** Returns false if the account has no attempts. */
    @Transactional
    public boolean clear(Caller operator, AccountId account) {
        if (!attempts.clear(account)) {
            return false;
        }
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        Actor actor = new Actor(operator.subject(), Role.PROGRAM_OPERATOR.claim());
        audit.add(AuditEntry.attemptsCleared(account, actor, Ids.next(at), at));
        return true;
    }
}
