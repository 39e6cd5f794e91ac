package io.partnersupport.linking.domain.attempt;

import io.partnersupport.linking.domain.contract.ContractRef;
import io.partnersupport.linking.domain.link.AccountId;
import io.partnersupport.linking.domain.pair.PairDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which accounts failed on which Access ID lately (L-3). */
public interface FailedAccessIds {
    /**
     * An Access ID that many accounts fail on.
     *
     * @param contract whose Access ID it is, if there is such a contract
     */
    record Suspicious(String accessIdDigest, String digestKeyId, int accounts, Optional<ContractRef> contract) {}

    /** Remembers a failure, whether there is such an Access ID or not. */
    void add(PairDigest typed, AccountId account, Instant at);

    /** Access IDs on which at least so many accounts failed since then, and of which nobody was told since then. */
    List<Suspicious> untold(int accounts, Instant since, int limit);

    /** Returns false if somebody else has told of it since then. */
    boolean tell(String accessIdDigest, Instant at, Instant since);

    /** Removes what is older, in one bounded batch. */
    int forget(Instant before, int batch);
}
