package io.partnersupport.incident.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.domain.incident.IncidentKind;
import io.partnersupport.incident.domain.incident.IncidentStatus;
import io.partnersupport.incident.domain.incident.Severity;
import io.partnersupport.incident.domain.queue.QueuedIncident;
import java.time.Instant;
import java.util.UUID;

/** An incident in a list. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IncidentSummary(
        UUID id,
        String number,
        IncidentStatus status,
        IncidentKind kind,
        String productId,
        String version,
        Severity severity,
        String title,
        UUID customerId,
        String engineer,
        Instant openedAt,
        Instant responseDueAt,
        Instant firstRespondedAt) {
    static IncidentSummary from(QueuedIncident incident) {
        return new IncidentSummary(
                incident.id().value(),
                incident.number(),
                incident.status(),
                incident.kind(),
                incident.productId(),
                incident.version().orElse(null),
                incident.severity(),
                incident.title(),
                incident.customer().orElse(null),
                incident.engineer().orElse(null),
                incident.openedAt(),
                incident.responseDueAt(),
                incident.firstRespondedAt().orElse(null));
    }
}
