package io.partnersupport.incident.messaging;

import io.partnersupport.incident.domain.incident.Incident;
import io.partnersupport.incident.domain.incident.IncidentStatus;
import io.partnersupport.incident.domain.incident.Opening;
import io.partnersupport.incident.domain.lifecycle.HandledIncident;
import io.partnersupport.incident.domain.lifecycle.Progress;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An incident without anything that a person typed into it.
 *
 * @param partnerId whose contract pays; null if it was opened under none
 */
record IncidentState(
        UUID id,
        String number,
        String account,
        Optional<String> partnerId,
        Optional<UUID> contract,
        Optional<UUID> benefitId,
        String kind,
        String severity,
        String productId,
        Optional<String> version,
        String status,
        Instant openedAt,
        Instant responseDueAt,
        boolean engineerAssigned,
        Optional<Instant> firstRespondedAt,
        Optional<Instant> endedAt,
        Optional<String> resolution,
        boolean refunded) {
    private static final Progress BEGIN = new Progress(
            IncidentStatus.OPEN, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    static IncidentState from(Incident opened) {
        return from(opened, BEGIN);
    }

    static IncidentState from(HandledIncident handled) {
        return from(handled.incident(), handled.progress());
    }

    private static IncidentState from(Incident incident, Progress progress) {
        Opening opening = incident.opening();
        return new IncidentState(
                opening.id().value(),
                incident.number(),
                opening.opener().account().value(),
                opening.plan().map(plan -> plan.partner().value()),
                opening.plan().map(plan -> plan.contract().value()),
                opening.plan().map(plan -> plan.benefitId().value()),
                opening.request().kind().name(),
                opening.request().severity().name(),
                opening.request().productId(),
                opening.request().version(),
                incident.status().name(),
                opening.openedAt(),
                opening.responseTarget().dueAt(),
                progress.engineer().isPresent(),
                progress.firstRespondedAt(),
                progress.endedAt(),
                progress.resolution().map(Enum::name),
                progress.refunded());
    }
}
