package io.partnersupport.incident.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.domain.incident.Channel;
import io.partnersupport.incident.domain.incident.Incident;
import io.partnersupport.incident.domain.incident.IncidentKind;
import io.partnersupport.incident.domain.incident.IncidentRequest;
import io.partnersupport.incident.domain.incident.IncidentStatus;
import io.partnersupport.incident.domain.incident.Opening;
import io.partnersupport.incident.domain.incident.ProblemClassification;
import io.partnersupport.incident.domain.incident.Severity;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** An incident. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IncidentResponse(
        UUID id,
        String number,
        IncidentStatus status,
        IncidentKind kind,
        String productId,
        String version,
        Severity severity,
        String title,
        String description,
        IncidentContact contact,
        Channel channel,
        ProblemClassification problemClassification,
        IncidentCustomer customer,
        IncidentPlanResponse plan,
        long unitsSpent,
        IncidentResponseTarget responseTarget,
        Instant openedAt) {
    static IncidentResponse from(Incident incident, Locale language) {
        Opening opening = incident.opening();
        IncidentRequest request = opening.request();
        return new IncidentResponse(
                opening.id().value(),
                incident.number(),
                incident.status(),
                request.kind(),
                request.productId(),
                request.version().orElse(null),
                request.severity(),
                request.title(),
                request.description(),
                IncidentContact.from(request.contact()),
                request.channel(),
                request.classification().orElse(null),
                request.customer().map(IncidentCustomer::from).orElse(null),
                IncidentPlanResponse.from(opening.plan(), opening.because(), language),
                opening.units(),
                IncidentResponseTarget.from(opening.responseTarget(), language),
                opening.openedAt());
    }
}
