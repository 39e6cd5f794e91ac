package io.partnersupport.incident.domain.policy;

import io.partnersupport.incident.domain.lifecycle.Resolution;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * What an edition says about incidents after they were opened.
 *
 * @param readableMonths for how long after its end an incident can be read
 * @param refunded the resolutions that give the unit back (I-4)
 */
public record IncidentPolicy(Duration reopenWithin, int readableMonths, Set<Resolution> refunded) {
    public IncidentPolicy {
        refunded = Set.copyOf(refunded);
    }

    public Instant readableUntil(Instant endedAt) {
        return endedAt.atOffset(ZoneOffset.UTC).plusMonths(readableMonths).toInstant();
    }

    /** Of what ended before this, nothing can be read any more. */
    public Instant forgottenBefore(Instant now) {
        return now.atOffset(ZoneOffset.UTC).minusMonths(readableMonths).toInstant();
    }
}
