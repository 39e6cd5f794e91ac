package io.partnersupport.incident.api;

import io.partnersupport.incident.application.OpenIncident;
import io.partnersupport.incident.domain.incident.IncidentDecision.Refused;
import io.partnersupport.incident.domain.incident.Objection;
import io.partnersupport.incident.domain.incident.Opened;
import io.partnersupport.incident.domain.incident.OpeningOutcome;
import io.partnersupport.incident.domain.incident.Requester;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.http.RequestLanguage;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/incidents")
@Authenticated
@Tag(name = "Incidents", description = "Support incidents, and the unit that each takes from its plan")
class IncidentResource {
    private final OpenIncident openIncident;
    private final OpeningQueue queue;
    private final Idempotency idempotency;
    private final ViewFreshness freshness;
    private final RequestLanguage language;
    private final CurrentCaller caller;

    IncidentResource(
            OpenIncident openIncident,
            OpeningQueue queue,
            Idempotency idempotency,
            ViewFreshness freshness,
            RequestLanguage language,
            CurrentCaller caller) {
        this.openIncident = openIncident;
        this.queue = queue;
        this.idempotency = idempotency;
        this.freshness = freshness;
        this.language = language;
        this.caller = caller;
    }

    @POST
    @Operation(summary = "Open an incident; a counted plan pays one unit")
    @APIResponse(
            responseCode = "201",
            description = "Opened",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OpenedIncidentResponse.class)))
    public Response openIncident(
            @HeaderParam(Idempotency.HEADER) String idempotencyKey, @Valid @NotNull OpenIncidentRequest request) {
        Requester requester = Requesters.of(caller.get());
        return queue.inTurn(
                () -> idempotency.once(idempotencyKey, "openIncident", request, () -> open(requester, request)));
    }

    private Response open(Requester requester, OpenIncidentRequest request) {
        OpeningOutcome outcome = openIncident.open(requester, request.toRequest(), request.toWish());
        if (outcome instanceof Refused refused) {
            Problems.requireNoGuess(refused.objections().stream().map(Objection::refusal), freshness);
            throw Problems.refused(refused, request.version());
        }
        OpenedIncidentResponse opened = OpenedIncidentResponse.from((Opened) outcome, language.locale());
        return Response.created(URI.create("/v1/incidents/" + opened.id()))
                .entity(opened)
                .build();
    }
}
