package io.partnersupport.incident.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.partnersupport.incident.application.OpenIncident;
import io.partnersupport.incident.domain.incident.IncidentDecision;
import io.partnersupport.incident.domain.incident.IncidentDecision.Accepted;
import io.partnersupport.incident.domain.incident.IncidentDecision.Refused;
import io.partnersupport.incident.domain.incident.Objection;
import io.partnersupport.incident.domain.incident.Opening.PlanUsed;
import io.partnersupport.incident.domain.product.Product.VendorSupport;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.RequestLanguage;
import io.partnersupport.kit.identity.CurrentCaller;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/incident-checks")
@Authenticated
@Tag(name = "Incidents")
class IncidentCheckResource {
    /** What opening would answer now. */
    enum CheckDecision {
        @JsonProperty("accepted")
        ACCEPTED,
        @JsonProperty("refused")
        REFUSED
    }

    /** The outcome of a check. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record IncidentCheckResponse(
            CheckDecision decision,
            UUID planId,
            IncidentPlanResponse plan,
            long units,
            IncidentResponseTarget responseTarget,

            @Schema(description = "Where the request belongs, if that is not here")
            RoutedTo routedTo,

            VendorSupport vendorSupport,
            List<Problem.Reason> reasons) {
        static IncidentCheckResponse accepted(Accepted accepted, Locale language) {
            IncidentPlanResponse plan =
                    IncidentPlanResponse.from(accepted.plan().map(PlanUsed::of), accepted.because(), language);
            return new IncidentCheckResponse(
                    CheckDecision.ACCEPTED,
                    plan.planId(),
                    plan,
                    accepted.units(),
                    IncidentResponseTarget.from(accepted.responseTarget(), language),
                    null,
                    null,
                    List.of());
        }

        static IncidentCheckResponse refused(Refused refused, String version, Locale language) {
            return new IncidentCheckResponse(
                    CheckDecision.REFUSED,
                    null,
                    null,
                    0,
                    null,
                    Problems.routedTo(refused).orElse(null),
                    Problems.vendorSupport(refused).orElse(null),
                    Problems.reasons(refused.objections(), refused.situation(), version, language));
        }
    }

    private final OpenIncident openIncident;
    private final ViewFreshness freshness;
    private final RequestLanguage language;
    private final CurrentCaller caller;

    IncidentCheckResource(
            OpenIncident openIncident, ViewFreshness freshness, RequestLanguage language, CurrentCaller caller) {
        this.openIncident = openIncident;
        this.freshness = freshness;
        this.language = language;
        this.caller = caller;
    }

    @POST
    @Operation(summary = "Say what opening an incident would answer, without opening it")
    public IncidentCheckResponse checkIncident(@Valid @NotNull OpenIncidentRequest request) {
        IncidentDecision decision =
                openIncident.check(Requesters.of(caller.get()), request.toRequest(), request.toWish());
        if (decision instanceof Refused refused) {
            Problems.requireNoGuess(refused.objections().stream().map(Objection::refusal), freshness);
            Problems.requireFound(refused);
            return IncidentCheckResponse.refused(refused, request.version(), language.locale());
        }
        return IncidentCheckResponse.accepted((Accepted) decision, language.locale());
    }
}
