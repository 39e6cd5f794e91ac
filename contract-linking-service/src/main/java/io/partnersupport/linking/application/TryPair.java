package io.partnersupport.linking.application;

import io.partnersupport.kit.event.Reactions;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.linking.application.PairTry.Matched;
import io.partnersupport.linking.application.PairTry.Mismatch;
import io.partnersupport.linking.application.PairTry.NotFoundYet;
import io.partnersupport.linking.application.PairTry.TooManyAttempts;
import io.partnersupport.linking.application.PairTry.TooManyWaiting;
import io.partnersupport.linking.application.PairTry.ViewBehind;
import io.partnersupport.linking.domain.attempt.AttemptLimit;
import io.partnersupport.linking.domain.attempt.Attempts;
import io.partnersupport.linking.domain.attempt.FailedAccessIds;
import io.partnersupport.linking.domain.contract.ContractRef;
import io.partnersupport.linking.domain.contract.Contracts;
import io.partnersupport.linking.domain.contract.Contracts.KnownPair;
import io.partnersupport.linking.domain.link.AccountId;
import io.partnersupport.linking.domain.pair.PairDigests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Finds the contract of a pair, for accounts that did not fail too often (L-3), and with the same work for an unknown
 * Access ID, a wrong Contract ID and a pair that was replaced (L-2).
 */
@ApplicationScoped
public class TryPair {
    private static final String CONTRACTS = "activation.contracts";

    private final Contracts contracts;
    private final Attempts attempts;
    private final FailedAccessIds failures;
    private final AttemptLimit limit;
    private final ViewFreshness freshness;
    private final Reactions reactions;
    private final Clock clock;

    TryPair(
            Contracts contracts,
            Attempts attempts,
            FailedAccessIds failures,
            LinkingConfig config,
            ViewFreshness freshness,
            Reactions reactions,
            Clock clock) {
        this.contracts = contracts;
        this.attempts = attempts;
        this.failures = failures;
        this.limit = config.attempts().limit();
        this.freshness = freshness;
        this.reactions = reactions;
        this.clock = clock;
    }

    /** Counts the attempt and compares; an account's attempts do so one after the other. */
    @Transactional
    public PairTry first(AccountId account, PairDigests typed) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        if (!attempts.count(account, at, limit)) {
            return attempts.find(account, limit.countsAfter(at))
                    .flatMap(failed -> failed.blockedUntil(limit))
                    .<PairTry>map(until -> new TooManyAttempts(until, Duration.between(at, until)))
                    .orElseThrow();
        }
        Optional<ContractRef> match = match(typed);
        match.ifPresent(contract -> attempts.giveBack(account, at));
        return match.<PairTry>map(Matched::new).orElseGet(() -> new NotFoundYet(account, typed, at));
    }

    /** Whether every contract that was there at the first comparison is known by now, so that a second one can decide. */
    public boolean isDecidable(NotFoundYet first) {
        return freshness.isCompleteUntil(CONTRACTS, first.at());
    }

    /**
     * Compares once more. The pair is wrong only if it is decidable; else its contract may be on its way, and the attempt
     * does not count (L-4).
     */
    @Transactional
    public PairTry again(NotFoundYet first) {
        // asked before looking: what arrives in between must not turn "not yet" into "wrong"
        boolean isDecidable = isDecidable(first);
        Optional<ContractRef> match = match(first.typed());
        if (match.isEmpty() && isDecidable) {
            failures.add(first.typed().current(), first.account(), first.at());
            reactions.wakeAtCommit();
            return new Mismatch();
        }
        attempts.giveBack(first.account(), first.at());
        return match.<PairTry>map(Matched::new).orElseGet(ViewBehind::new);
    }

    /** Takes the attempt back, since it could not be seen through. */
    @Transactional
    public PairTry abandon(NotFoundYet first) {
        attempts.giveBack(first.account(), first.at());
        return new TooManyWaiting();
    }

    private Optional<ContractRef> match(PairDigests typed) {
        Optional<ContractRef> match = Optional.empty();
        for (KnownPair candidate : contracts.withAccessId(typed.accessIds())) {
            if (typed.matches(candidate.digest())) {
                match = Optional.of(candidate.contract());
            }
        }
        return match;
    }
}
