package io.partnersupport.entitlement.domain.coverage;

import io.partnersupport.entitlement.domain.PartnerId;
import java.time.Instant;
import java.util.Optional;

/** Where the facts of a coverage check come from, all at once. */
public interface CoverageKnowledge {
    /** What is known of the partner and the product; empty if there is no such partner. */
    Optional<CoverageFacts> about(PartnerId partner, String productId, Instant at);
}
