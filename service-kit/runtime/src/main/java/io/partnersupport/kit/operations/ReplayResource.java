package io.partnersupport.kit.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.kit.event.DeadLetterBox;
import io.partnersupport.kit.event.Replays;
import io.partnersupport.kit.event.Replays.Replay;
import io.partnersupport.kit.event.Replays.Source;
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

@Path("/v1/operations/{service}/replays")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Operations", description = "For program operators who run the suite")
class ReplayResource {
    private static final int LATEST = 50;

    /** What to take again. */
    record ReplayRequest(
            @NotBlank @Size(max = 100) String topic,
            @NotNull Source source) {}

    /** How far a replay is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReplayResponse(
            UUID id,
            String topic,
            Source source,
            String requestedBy,
            Instant requestedAt,
            Long offsets,
            long offsetsDone,
            long taken,
            long refused,
            long removed,
            Instant completedAt) {
        static ReplayResponse from(Replay replay) {
            return new ReplayResponse(
                    replay.id(),
                    replay.topic(),
                    replay.source(),
                    replay.requestedBy(),
                    replay.requestedAt(),
                    replay.offsets().orElse(null),
                    replay.offsetsDone(),
                    replay.taken(),
                    replay.refused(),
                    replay.removed(),
                    replay.completedAt().orElse(null));
        }
    }

    private final Replays replays;
    private final DeadLetterBox deadLetters;
    private final Operators operators;
    private final Idempotency idempotency;

    ReplayResource(Replays replays, DeadLetterBox deadLetters, Operators operators, Idempotency idempotency) {
        this.replays = replays;
        this.deadLetters = deadLetters;
        this.operators = operators;
        this.idempotency = idempotency;
    }

    @POST
    @Operation(
            operationId = "replayEvents",
            summary = "Take the events of a topic again, to rebuild the view or to retry dead letters")
    @APIResponse(
            responseCode = "202",
            description = "Begun, or running already; Location tells how far it is",
            content = @Content(schema = @Schema(implementation = ReplayResponse.class)))
    public Response replay(
            @PathParam("service") String service,
            @HeaderParam(Idempotency.HEADER) String idempotencyKey,
            @Valid @NotNull ReplayRequest request) {
        Caller operator = operators.require(service);
        return idempotency.once(idempotencyKey, "replayEvents", request, () -> {
            Replay begun = replays.begin(request.topic(), request.source(), operator.subject())
                    .orElseThrow(() -> Operators.topicIsNotRead(deadLetters.topics()));
            return Response.accepted(ReplayResponse.from(begun))
                    .location(URI.create("/v1/operations/" + service + "/replays/" + begun.id()))
                    .build();
        });
    }

    @GET
    @Operation(operationId = "listReplays", summary = "List the latest replays with their progress")
    public Page<ReplayResponse> list(@PathParam("service") String service) {
        operators.require(service);
        return new Page<>(replays.latest(LATEST), null).map(ReplayResponse::from);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getReplay", summary = "Tell how far a replay is")
    public ReplayResponse get(@PathParam("service") String service, @PathParam("id") UUID id) {
        operators.require(service);
        return replays.find(id)
                .map(ReplayResponse::from)
                .orElseThrow(() -> Problem.of(404, "not-found").exception());
    }
}
