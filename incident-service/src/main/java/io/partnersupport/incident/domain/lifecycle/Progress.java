package io.partnersupport.incident.domain.lifecycle;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.incident.IncidentStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * How far an incident has come.
 *
 * @param engineer who works on it
 * @param endedAt when it was last resolved, closed or cancelled; empty while support works on it
 * @param resolution why it ended; empty while support works on it
 * @param refunded whether its unit was given back
 */
public record Progress(
        IncidentStatus status,
        Optional<AccountId> engineer,
        Optional<Instant> firstRespondedAt,
        Optional<Instant> endedAt,
        Optional<Resolution> resolution,
        boolean refunded) {

    Progress to(IncidentStatus next) {
        return new Progress(next, engineer, firstRespondedAt, endedAt, resolution, refunded);
    }

    public Progress assignedTo(AccountId other) {
        return new Progress(status, Optional.of(other), firstRespondedAt, endedAt, resolution, refunded);
    }

    Progress respondedAt(Instant at) {
        return new Progress(
                status, engineer, firstRespondedAt.or(() -> Optional.of(at)), endedAt, resolution, refunded);
    }

    Progress ended(Instant at, Resolution because) {
        return new Progress(status, engineer, firstRespondedAt, Optional.of(at), Optional.of(because), refunded);
    }

    Progress atWorkAgain() {
        return new Progress(status, engineer, firstRespondedAt, Optional.empty(), Optional.empty(), refunded);
    }

    public Progress withRefund() {
        return new Progress(status, engineer, firstRespondedAt, endedAt, resolution, true);
    }
}
