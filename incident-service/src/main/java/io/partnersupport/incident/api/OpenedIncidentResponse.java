package io.partnersupport.incident.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.domain.incident.IncidentStatus;
import io.partnersupport.incident.domain.incident.Opened;
import io.partnersupport.incident.domain.incident.Opening;
import io.partnersupport.incident.domain.ledger.Balance;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An incident that was just opened. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OpenedIncidentResponse(
        UUID id,
        String number,
        IncidentStatus status,
        IncidentPlanResponse plan,
        long unitsSpent,

        @Schema(description = "What is left of the plan; left out when it is unlimited or no plan was needed")
        Long remaining,

        @Schema(description = "Whether the plan has no limit; left out when no plan was needed")
        Boolean unlimited,

        IncidentResponseTarget responseTarget,
        Instant openedAt) {
    static OpenedIncidentResponse from(Opened opened, Locale language) {
        Opening opening = opened.incident().opening();
        OptionalLong remaining = opened.balance().map(Balance::remaining).orElse(OptionalLong.empty());
        return new OpenedIncidentResponse(
                opening.id().value(),
                opened.incident().number(),
                opened.incident().status(),
                IncidentPlanResponse.from(opening.plan(), opening.because(), language),
                opening.units(),
                remaining.isPresent() ? remaining.getAsLong() : null,
                opened.balance().map(Balance::isUnlimited).orElse(null),
                IncidentResponseTarget.from(opening.responseTarget(), language),
                opening.openedAt());
    }
}
