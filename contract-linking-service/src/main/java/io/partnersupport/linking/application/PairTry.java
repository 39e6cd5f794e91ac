package io.partnersupport.linking.application;

import io.partnersupport.linking.domain.contract.ContractRef;
import io.partnersupport.linking.domain.link.AccountId;
import io.partnersupport.linking.domain.pair.PairDigests;
import java.time.Duration;
import java.time.Instant;

/** What came of trying a pair. */
public sealed interface PairTry {
    /** The pair is that of this contract. */
    record Matched(ContractRef contract) implements PairTry {}

    /** No contract that is known yet has the pair; it is to be looked for once more. The attempt is counted. */
    record NotFoundYet(AccountId account, PairDigests typed, Instant at) implements PairTry {}

    /** No contract has the pair. */
    record Mismatch() implements PairTry {}

    /** No contract that is known has the pair, but it is not known whether the owner knew one then (L-4). */
    record ViewBehind() implements PairTry {}

    /** So many others are waiting for the second look that this one did not get it. */
    record TooManyWaiting() implements PairTry {}

    /** The account failed too often, and nothing was compared (L-3). */
    record TooManyAttempts(Instant until, Duration retryAfter) implements PairTry {}
}
