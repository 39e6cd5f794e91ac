package io.partnersupport.linking.application;

import io.partnersupport.linking.domain.contract.ContractRef;
import io.partnersupport.linking.domain.contract.Contracts;
import io.partnersupport.linking.domain.contract.Contracts.KnownPair;
import io.partnersupport.linking.domain.pair.PairDigest;
import io.partnersupport.linking.domain.pair.PairDigests;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Finds the contract of a pair, with the same work for an unknown Access ID as for a wrong Contract ID. */
@ApplicationScoped
public class MatchPair {
    /** Stands in for the contract of an unknown Access ID; no pair has these digests. */
    private static final KnownPair DECOY =
            new KnownPair(new ContractRef(new UUID(0, 0)), new PairDigest("none", "0".repeat(64), "0".repeat(64)));

    private final Contracts contracts;
    private final Duration secondLookAfter;

    MatchPair(
            Contracts contracts,
            @ConfigProperty(name = "partnersupport.linking.second-look-after") Duration secondLookAfter) {
        this.contracts = contracts;
        this.secondLookAfter = secondLookAfter;
    }

    /**
     * Gives a contract that was activated moments ago the time to arrive here (L-4): returns at once if the pair
     * matches, else after a pause that holds no connection.
     */
    public void awaitArrival(PairDigests typed) {
        if (QuarkusTransaction.requiringNew().call(() -> match(typed)).isEmpty()) {
            try {
                Thread.sleep(secondLookAfter.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Looks in the running transaction. */
    Optional<ContractRef> match(PairDigests typed) {
        List<KnownPair> candidates = contracts.withAccessId(typed.accessIds());
        Optional<ContractRef> match = Optional.empty();
        for (KnownPair candidate : candidates.isEmpty() ? List.of(DECOY) : candidates) {
            if (typed.matches(candidate.digest())) {
                match = Optional.of(candidate.contract());
            }
        }
        return match;
    }
}
