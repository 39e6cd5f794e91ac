package io.partnersupport.incident.api;

import io.partnersupport.incident.api.GatheredOpenings.Asked;
import io.partnersupport.incident.application.OpenIncident.Wanted;
import io.partnersupport.incident.domain.incident.Requester;
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
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/incidents")
@Authenticated
@Tag(name = "Incidents", description = "Support incidents, and the unit that each takes from its plan")
class IncidentResource {
    private final GatheredOpenings openings;
    private final Idempotency idempotency;
    private final RequestLanguage language;
    private final CurrentCaller caller;

    IncidentResource(
            GatheredOpenings openings, Idempotency idempotency, RequestLanguage language, CurrentCaller caller) {
        this.openings = openings;
        this.idempotency = idempotency;
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
    public CompletionStage<Response> openIncident(
            @HeaderParam(Idempotency.HEADER) String idempotencyKey, @Valid @NotNull OpenIncidentRequest request) {
        Requester requester = Requesters.of(caller.get());
        return openings.open(new Asked(
                idempotency.intent(idempotencyKey, "openIncident", request),
                Wanted.now(requester, request.toRequest(), request.toWish()),
                language.locale()));
    }
}
