package io.partnersupport.entitlement.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.kit.event.Republications;
import io.partnersupport.kit.event.Republications.Republication;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path(RepublicationResource.PATH)
@Authenticated
@Tag(name = "Operations", description = "For program operators who run the suite")
class RepublicationResource {
    static final String PATH = "/v1/operations/entitlement-service/republications";
    private static final int LATEST = 50;

    /** What to announce again. */
    record RepublicationRequest(
            @NotBlank
            @Size(max = 100)
            @Schema(description = "A topic of this service", examples = "entitlement.benefits")
            String topic) {}

    /** How far a republication is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RepublicationResponse(
            UUID id,

            @Schema(examples = "entitlement.benefits") String topic,
            String requestedBy,
            Instant requestedAt,

            @Schema(description = "How many states there were when it was asked for", examples = "1200")
            long total,

            @Schema(description = "How many are announced by now", examples = "300")
            long republished,

            @Schema(description = "Absent while it is running")
            Instant completedAt) {
        static RepublicationResponse from(Republication republication) {
            return new RepublicationResponse(
                    republication.id(),
                    republication.topic(),
                    republication.requestedBy(),
                    republication.requestedAt(),
                    republication.total(),
                    republication.republished(),
                    republication.completedAt().orElse(null));
        }
    }

    private final Republications republications;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    RepublicationResource(Republications republications, Idempotency idempotency, CurrentCaller caller) {
        this.republications = republications;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Operation(
            summary = "Announce all states of a topic again, for readers that lost or never had them",
            description = "Runs beside the traffic, survives restarts, and happens once per topic at a time.")
    @APIResponse(
            responseCode = "202",
            description = "Begun, or running already; Location tells how far it is",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RepublicationResponse.class)))
    public Response republishEntitlements(
            @HeaderParam(Idempotency.HEADER) String idempotencyKey, @Valid @NotNull RepublicationRequest request) {
        Problems.requireOperator(caller.get());
        return idempotency.once(idempotencyKey, "republishEntitlements", request, () -> {
            Republication begun = republications
                    .begin(request.topic(), caller.get().subject())
                    .orElseThrow(() -> Problem.of(422, "unknown-topic")
                            .arguments(String.join(", ", republications.topics()))
                            .exception());
            return Response.accepted(RepublicationResponse.from(begun))
                    .location(URI.create(PATH + "/" + begun.id()))
                    .build();
        });
    }

    @GET
    @Operation(summary = "List the latest republications with their progress")
    public Page<RepublicationResponse> listEntitlementRepublications() {
        Problems.requireOperator(caller.get());
        return new Page<>(republications.latest(LATEST), null).map(RepublicationResponse::from);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Tell how far a republication is")
    public RepublicationResponse getEntitlementRepublication(@PathParam("id") UUID id) {
        Problems.requireOperator(caller.get());
        return republications.find(id).map(RepublicationResponse::from).orElseThrow(Problems::notFound);
    }
}
