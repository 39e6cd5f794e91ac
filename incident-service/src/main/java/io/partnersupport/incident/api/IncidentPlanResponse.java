package io.partnersupport.incident.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.domain.incident.Opening.PlanUsed;
import io.partnersupport.incident.domain.plan.ChosenBecause;
import io.partnersupport.incident.domain.plan.PlanType;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemTexts;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The plan of an incident, and why this one (I-5). */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IncidentPlanResponse(
        @Schema(description = "Left out when no plan is needed")
        UUID planId,

        PlanType planType,
        String name,
        ChosenBecause chosenBecause,
        String why) {
    static IncidentPlanResponse from(Optional<PlanUsed> plan, ChosenBecause because, Locale language) {
        return new IncidentPlanResponse(
                plan.map(used -> used.id().value()).orElse(null),
                plan.map(PlanUsed::type).orElse(null),
                plan.map(PlanUsed::name).orElse(null),
                because,
                ProblemTexts.find("chosen-because", Problem.codeOf(because), language));
    }
}
