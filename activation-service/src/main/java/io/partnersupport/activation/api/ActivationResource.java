package io.partnersupport.activation.api;

import io.partnersupport.activation.application.ReviewActivation;
import io.partnersupport.activation.application.TrackActivations;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.activation.ActivationId;
import io.partnersupport.activation.domain.activation.ActivationStatus;
import io.partnersupport.activation.domain.activation.Activations.Tracked;
import io.partnersupport.activation.domain.activation.ReviewRefusal;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/activations")
@Authenticated
@Tag(name = "Activations", description = "Requests to activate benefits, and how far they are")
class ActivationResource {
    private final TrackActivations trackActivations;
    private final ReviewActivation reviewActivation;
    private final Paging paging;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    ActivationResource(
            TrackActivations trackActivations,
            ReviewActivation reviewActivation,
            Paging paging,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.trackActivations = trackActivations;
        this.reviewActivation = reviewActivation;
        this.paging = paging;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List activations, newest first: the partner's own, or for operators those of all partners")
    public Page<ActivationResponse> listActivations(
            @QueryParam("status") ActivationStatus status,
            @Parameter(description = "The operators' queue: only what awaits a decision, oldest first")
                    @QueryParam("awaitingReview")
                    Boolean awaitingReview,
            @Parameter(description = "Operators may name a partner") @QueryParam("partnerId") String partnerId,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Optional<PartnerId> partner = Problems.partnerToRead(caller.get(), partnerId);
        boolean queue = Boolean.TRUE.equals(awaitingReview);
        String scope =
                "activations %s %s %s".formatted(partner.map(PartnerId::value).orElse("all"), status, queue);
        Paging.Request request = paging.request(scope, limit, cursor);
        Optional<UUID> after = request.after().map(UUID::fromString);
        return paging.page(
                        request,
                        queue
                                ? trackActivations.awaitingReview(partner, after, request.fetchSize())
                                : trackActivations.list(
                                        partner, Optional.ofNullable(status), after, request.fetchSize()),
                        tracked -> tracked.activation().id().value().toString())
                .map(ActivationResponse::from);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read an activation")
    public ActivationResponse getActivation(@PathParam("id") UUID id) {
        Tracked tracked = find(id);
        Problems.requireReader(caller.get(), tracked.activation().partnerId());
        return ActivationResponse.from(tracked);
    }

    @POST
    @Path("/{id}/approval")
    @Operation(summary = "Approve an activation under review, so that it is completed (operators)")
    @APIResponse(
            responseCode = "200",
            description = "Approved",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ActivationResponse.class)))
    public Response approveActivation(
            @PathParam("id") UUID id, @HeaderParam(Idempotency.HEADER) String idempotencyKey) {
        return review(
                id,
                idempotencyKey,
                "approveActivation",
                Map.of(),
                () -> reviewActivation.approve(caller.get(), new ActivationId(id)));
    }

    @POST
    @Path("/{id}/rejection")
    @Operation(summary = "Reject an activation under review; it may be requested again (operators)")
    @APIResponse(
            responseCode = "200",
            description = "Rejected",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ActivationResponse.class)))
    public Response rejectActivation(
            @PathParam("id") UUID id,
            @HeaderParam(Idempotency.HEADER) String idempotencyKey,
            @Valid @NotNull RejectionRequest request) {
        return review(
                id,
                idempotencyKey,
                "rejectActivation",
                request,
                () -> reviewActivation.reject(caller.get(), new ActivationId(id), request.reason()));
    }

    private Response review(
            UUID id, String key, String operation, Object body, Supplier<Optional<ReviewRefusal>> decision) {
        Problems.requireOperator(caller.get());
        find(id);
        return idempotency.once(key, operation + " " + id, body, () -> {
            decision.get().ifPresent(refusal -> {
                throw Problems.refused(refusal);
            });
            return Response.ok(ActivationResponse.from(find(id))).build();
        });
    }

    private Tracked find(UUID id) {
        return trackActivations.find(new ActivationId(id)).orElseThrow(Problems::notFound);
    }
}
