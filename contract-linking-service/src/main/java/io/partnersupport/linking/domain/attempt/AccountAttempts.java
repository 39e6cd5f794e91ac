package io.partnersupport.linking.domain.attempt;

import io.partnersupport.linking.domain.link.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The failed pairs of one account that still count.
 *
 * @param triedAt the earliest first
 */
public record AccountAttempts(AccountId account, List<Instant> triedAt) {
    public AccountAttempts {
        triedAt = List.copyOf(triedAt);
    }

    /** Until when the account has to wait; empty if it may try. */
    public Optional<Instant> blockedUntil(AttemptLimit limit) {
        return triedAt.size() < limit.attempts()
                ? Optional.empty()
                : Optional.of(triedAt.get(triedAt.size() - limit.attempts()).plus(limit.window()));
    }

    public Instant lastTriedAt() {
        return triedAt.get(triedAt.size() - 1);
    }
}
