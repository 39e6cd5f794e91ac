package io.partnersupport.kit.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.kit.event.Republications;
import io.partnersupport.kit.event.Republications.Republication;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.Caller;
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
import jakarta.ws.rs.Produces;
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

@Path("/v1/operations/{service}/republications")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Operations", description = "For program operators who run the suite")
class RepublicationResource {
    private static final int LATEST = 50;

    /** What to announce again. */
    record RepublicationRequest(@NotBlank @Size(max = 100) String topic) {}

    /** How far a republication is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RepublicationResponse(
            UUID id,
            String topic,
            String requestedBy,
            Instant requestedAt,
            long total,
            long republished,
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
    private final Operators operators;
    private final Idempotency idempotency;

    RepublicationResource(Republications republications, Operators operators, Idempotency idempotency) {
        this.republications = republications;
        this.operators = operators;
        this.idempotency = idempotency;
    }

    @POST
    @Operation(
            operationId = "republishStates",
            summary = "Announce all states of a topic again, for readers that lost or never had them")
    @APIResponse(
            responseCode = "202",
            description = "Begun, or running already; Location tells how far it is",
            content = @Content(schema = @Schema(implementation = RepublicationResponse.class)))
    public Response republish(
            @PathParam("service") String service,
            @HeaderParam(Idempotency.HEADER) String idempotencyKey,
            @Valid @NotNull RepublicationRequest request) {
        Caller operator = operators.require(service);
        return idempotency.once(idempotencyKey, "republishStates", request, () -> {
            Republication begun = republications
                    .begin(request.topic(), operator.subject())
                    .orElseThrow(() -> Problem.of(422, "unknown-topic")
                            .arguments(String.join(", ", republications.topics()))
                            .exception());
            return Response.accepted(RepublicationResponse.from(begun))
                    .location(URI.create("/v1/operations/" + service + "/republications/" + begun.id()))
                    .build();
        });
    }

    @GET
    @Operation(operationId = "listRepublications", summary = "List the latest republications with their progress")
    public Page<RepublicationResponse> list(@PathParam("service") String service) {
        operators.require(service);
        return new Page<>(republications.latest(LATEST), null).map(RepublicationResponse::from);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getRepublication", summary = "Tell how far a republication is")
    public RepublicationResponse get(@PathParam("service") String service, @PathParam("id") UUID id) {
        operators.require(service);
        return republications
                .find(id)
                .map(RepublicationResponse::from)
                .orElseThrow(() -> Problem.of(404, "not-found").exception());
    }
}
