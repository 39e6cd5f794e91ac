package io.partnersupport.incident.domain.queue;

import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.incident.IncidentKind;
import io.partnersupport.incident.domain.incident.IncidentStatus;
import io.partnersupport.incident.domain.incident.Severity;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An incident in a list.
 *
 * @param rank its group in support's order, the first is 0
 */
public record QueuedIncident(
        IncidentId id,
        String number,
        IncidentStatus status,
        IncidentKind kind,
        String productId,
        Optional<String> version,
        Severity severity,
        String title,
        Optional<UUID> customer,
        Optional<String> engineer,
        Instant openedAt,
        Instant responseDueAt,
        Optional<Instant> firstRespondedAt,
        int rank) {
    /** Its place in the list. */
    public Place place() {
        return new Place(rank, id);
    }

    /** A place in a list. */
    public record Place(int rank, IncidentId id) {}
}
