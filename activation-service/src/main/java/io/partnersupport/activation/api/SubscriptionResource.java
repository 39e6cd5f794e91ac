package io.partnersupport.activation.api;

import io.partnersupport.activation.api.BenefitProblems.Arguments;
import io.partnersupport.activation.application.AssignSeat;
import io.partnersupport.activation.application.ListSeats;
import io.partnersupport.activation.application.ListSeats.ShownSeat;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.activation.domain.benefit.PartnerDirectory.Colleague;
import io.partnersupport.activation.domain.subscription.Seat;
import io.partnersupport.activation.domain.subscription.SeatId;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.http.EntityVersion;
import io.partnersupport.kit.identity.CurrentCaller;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

@Path("/v1/subscriptions")
@Authenticated
@Cache(noStore = true)
@Tag(name = "Subscriptions", description = "Visual Studio subscriptions: seats, and who has them")
class SubscriptionResource {
    private final ListSeats listSeats;
    private final AssignSeat assignSeat;
    private final PartnerDirectory directory;
    private final ViewFreshness freshness;
    private final CurrentCaller caller;

    SubscriptionResource(
            ListSeats listSeats,
            AssignSeat assignSeat,
            PartnerDirectory directory,
            ViewFreshness freshness,
            CurrentCaller caller) {
        this.listSeats = listSeats;
        this.assignSeat = assignSeat;
        this.directory = directory;
        this.freshness = freshness;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List the seats of the caller's partner, and whether the caller can assign them")
    public BenefitList<SubscriptionSeatResponse> listSubscriptions(
            @Parameter(description = "Operators name the partner") @QueryParam("partnerId") String partnerId) {
        PartnerId partner = BenefitProblems.partnerToRead(caller.get(), partnerId);
        List<Colleague> whoCan = whoCan(partner, true);
        return BenefitList.of(
                listSeats.of(partner, caller.get()).stream()
                        .map(shown -> SubscriptionSeatResponse.from(shown, whoCan))
                        .toList(),
                freshness.asOf());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read a seat; its ETag is needed to assign it")
    @APIResponse(
            responseCode = "200",
            description = "The seat",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SubscriptionSeatResponse.class)))
    public Response getSubscription(
            @PathParam("id") UUID id,
            @Parameter(description = "Operators name the partner") @QueryParam("partnerId") String partnerId) {
        PartnerId partner = BenefitProblems.partnerToRead(caller.get(), partnerId);
        return answer(partner, new SeatId(id));
    }

    @PUT
    @Path("/{id}/assignee")
    @Operation(summary = "Give a seat to a user of the partner; to another one when the time since the last has passed")
    @APIResponse(
            responseCode = "200",
            description = "Assigned",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SubscriptionSeatResponse.class)))
    public Response assignSubscription(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @Valid @NotNull SeatAssignmentRequest request) {
        PartnerId partner = BenefitProblems.ownPartner(caller.get());
        ShownSeat known = find(partner, new SeatId(id));
        assignSeat
                .assign(caller.get(), partner, known.seat().id(), EntityVersion.expected(ifMatch), request.userId())
                .orElseThrow(Problems::notFound)
                .orElseThrow(refusals -> {
                    ShownSeat now = find(partner, new SeatId(id));
                    Instant from = now.reassignableFrom().orElse(null);
                    boolean hasHolder = now.seat().holder().isPresent();
                    return BenefitProblems.seat(
                            refusals,
                            from,
                            Arguments.of(now.benefit().grant(), whoCan(partner, hasHolder), String.valueOf(from)));
                });
        return answer(partner, known.seat().id());
    }

    private Response answer(PartnerId partner, SeatId id) {
        ShownSeat shown = find(partner, id);
        Seat seat = shown.seat();
        return Response.ok(SubscriptionSeatResponse.from(
                        shown, whoCan(partner, seat.holder().isPresent())))
                .header(HttpHeaders.ETAG, EntityVersion.etag(seat.sequence()))
                .build();
    }

    private ShownSeat find(PartnerId partner, SeatId id) {
        return listSeats.find(partner, id, caller.get()).orElseThrow(Problems::notFound);
    }

    private List<Colleague> whoCan(PartnerId partner, boolean hasHolder) {
        return directory.usersWithAny(ListSeats.rolesToAssign(hasHolder), partner);
    }
}
