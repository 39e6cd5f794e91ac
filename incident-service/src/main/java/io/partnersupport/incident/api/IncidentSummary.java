package io.partnersupport.incident.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.domain.incident.Incident;
import io.partnersupport.incident.domain.incident.IncidentKind;
import io.partnersupport.incident.domain.incident.IncidentRequest;
import io.partnersupport.incident.domain.incident.IncidentStatus;
import io.partnersupport.incident.domain.incident.Severity;
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
        Instant openedAt) {
    static IncidentSummary from(Incident incident) {
        IncidentRequest request = incident.opening().request();
        return new IncidentSummary(
                incident.opening().id().value(),
                incident.number(),
                incident.status(),
                request.kind(),
                request.productId(),
                request.version().orElse(null),
                request.severity(),
                request.title(),
                incident.opening().openedAt());
    }
}
