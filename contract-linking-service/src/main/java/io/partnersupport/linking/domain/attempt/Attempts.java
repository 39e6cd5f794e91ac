package io.partnersupport.linking.domain.attempt;

import io.partnersupport.linking.domain.link.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The attempts of all accounts that still count. */
public interface Attempts {
    /**
     * Counts an attempt before it is compared. The account's other attempts wait until the transaction ends.
     *
     * @return false if the limit is reached, and nothing was counted
     */
    boolean count(AccountId account, Instant at, AttemptLimit limit);

    /** Takes one attempt back: the pair was right, or nobody could tell. */
    void giveBack(AccountId account, Instant at);

    Optional<AccountAttempts> find(AccountId account, Instant countsAfter);

    /** Accounts with attempts that count, in the order of their ids. */
    List<AccountAttempts> list(Optional<AccountId> after, Instant countsAfter, int limit);

    /** Forgets the attempts of an account; false if there are none. */
    boolean clear(AccountId account);

    /** Removes what counts no more, in one bounded batch. */
    int forget(Instant before, int batch);
}
