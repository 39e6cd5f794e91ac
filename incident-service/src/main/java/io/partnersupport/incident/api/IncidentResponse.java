package io.partnersupport.incident.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.incident.Channel;
import io.partnersupport.incident.domain.incident.Incident;
import io.partnersupport.incident.domain.incident.IncidentKind;
import io.partnersupport.incident.domain.incident.IncidentRequest;
import io.partnersupport.incident.domain.incident.IncidentStatus;
import io.partnersupport.incident.domain.incident.Opening;
import io.partnersupport.incident.domain.incident.ProblemClassification;
import io.partnersupport.incident.domain.incident.Severity;
import io.partnersupport.incident.domain.lifecycle.HandledIncident;
import io.partnersupport.incident.domain.lifecycle.Progress;
import io.partnersupport.incident.domain.lifecycle.Resolution;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

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
        Instant openedAt,

        @Schema(description = "The account of the support engineer who works on it")
        String engineer,

        @Schema(description = "When an engineer first wrote")
        Instant firstRespondedAt,

        Resolution resolution,

        @Schema(description = "When it was last resolved, closed or cancelled")
        Instant endedAt,

        Instant reopenableUntil,

        @Schema(description = "Whether the unit was given back")
        boolean refunded) {
    static IncidentResponse from(HandledIncident handled, Optional<Instant> reopenableUntil, Locale language) {
        Incident incident = handled.incident();
        Progress progress = handled.progress();
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
                opening.openedAt(),
                progress.engineer().map(AccountId::value).orElse(null),
                progress.firstRespondedAt().orElse(null),
                progress.resolution().orElse(null),
                progress.endedAt().orElse(null),
                reopenableUntil.orElse(null),
                progress.refunded());
    }
}
