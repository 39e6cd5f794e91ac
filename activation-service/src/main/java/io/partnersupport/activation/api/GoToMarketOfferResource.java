package io.partnersupport.activation.api;

import io.partnersupport.activation.api.BenefitProblems.Arguments;
import io.partnersupport.activation.application.ActivateOffer;
import io.partnersupport.activation.application.ListOffers;
import io.partnersupport.activation.application.ListOffers.Offer;
import io.partnersupport.activation.application.ReviewOffer;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.activation.ReviewRefusal;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.activation.domain.benefit.PartnerDirectory.Colleague;
import io.partnersupport.kit.event.ViewFreshness;
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
import java.net.URI;
import java.util.List;
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
import org.jboss.resteasy.reactive.Cache;

@Path("/v1/go-to-market-offers")
@Authenticated
@Cache(noStore = true)
@Tag(name = "Go-to-market", description = "The marketing contact and the offers")
class GoToMarketOfferResource {
    private final ListOffers listOffers;
    private final ActivateOffer activateOffer;
    private final ReviewOffer reviewOffer;
    private final PartnerDirectory directory;
    private final ViewFreshness freshness;
    private final Paging paging;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    GoToMarketOfferResource(
            ListOffers listOffers,
            ActivateOffer activateOffer,
            ReviewOffer reviewOffer,
            PartnerDirectory directory,
            ViewFreshness freshness,
            Paging paging,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.listOffers = listOffers;
        this.activateOffer = activateOffer;
        this.reviewOffer = reviewOffer;
        this.directory = directory;
        this.freshness = freshness;
        this.paging = paging;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "List the go-to-market offers of the caller's partner, and whether the caller can activate them")
    public BenefitList<GoToMarketOfferResponse> listGoToMarketOffers(
            @Parameter(description = "Operators name the partner") @QueryParam("partnerId") String partnerId) {
        PartnerId partner = BenefitProblems.partnerToRead(caller.get(), partnerId);
        List<Colleague> admins = BenefitProblems.admins(directory, partner);
        return BenefitList.of(
                listOffers.of(partner, caller.get()).stream()
                        .map(offer -> GoToMarketOfferResponse.from(offer, admins))
                        .toList(),
                freshness.asOf());
    }

    @GET
    @Path("/review-queue")
    @Operation(summary = "List the offers that wait for an operator's decision, the oldest request first (operators)")
    public Page<GoToMarketOfferResponse> listGoToMarketReviews(
            @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        Problems.requireOperator(caller.get());
        Paging.Request request = paging.request("go-to-market reviews", limit, cursor);
        return paging.page(
                        request,
                        listOffers.underReview(
                                caller.get(), request.after().map(UUID::fromString), request.fetchSize()),
                        offer -> offer.latest().orElseThrow().id().toString())
                .map(this::response);
    }

    @GET
    @Path("/{offerId}")
    @Operation(summary = "Read an offer, also after its activation was requested")
    public GoToMarketOfferResponse getGoToMarketOffer(@PathParam("offerId") UUID offerId) {
        return response(find(offerId));
    }

    @POST
    @Path("/{offerId}/activation")
    @Operation(summary = "Request the activation of an offer; it is completed later, see the offer")
    @APIResponse(
            responseCode = "202",
            description = "Requested, now or before; Location names the offer",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = GoToMarketOfferResponse.class)))
    public Response activateGoToMarketOffer(
            @PathParam("offerId") UUID offerId, @HeaderParam(Idempotency.HEADER) String idempotencyKey) {
        Offer offer = find(offerId);
        return idempotency.once(idempotencyKey, "activateGoToMarketOffer " + offerId, Map.of(), () -> {
            activateOffer
                    .request(caller.get(), offer.benefit())
                    .orElseThrow(refusals -> BenefitProblems.offer(
                            refusals, Arguments.of(offer.benefit().grant(), admins(offer), "")));
            return Response.accepted(response(find(offerId)))
                    .location(URI.create("/v1/go-to-market-offers/" + offerId))
                    .build();
        });
    }

    @POST
    @Path("/{offerId}/approval")
    @Operation(summary = "Approve a requested offer, so that it is completed (operators)")
    @APIResponse(
            responseCode = "200",
            description = "Approved",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = GoToMarketOfferResponse.class)))
    public Response approveGoToMarketOffer(
            @PathParam("offerId") UUID offerId, @HeaderParam(Idempotency.HEADER) String idempotencyKey) {
        return review(
                offerId,
                idempotencyKey,
                "approveGoToMarketOffer",
                Map.of(),
                () -> reviewOffer.approve(caller.get(), new BenefitId(offerId)));
    }

    @POST
    @Path("/{offerId}/rejection")
    @Operation(summary = "Reject a requested offer; it may be requested again (operators)")
    @APIResponse(
            responseCode = "200",
            description = "Rejected",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = GoToMarketOfferResponse.class)))
    public Response rejectGoToMarketOffer(
            @PathParam("offerId") UUID offerId,
            @HeaderParam(Idempotency.HEADER) String idempotencyKey,
            @Valid @NotNull RejectionRequest request) {
        return review(
                offerId,
                idempotencyKey,
                "rejectGoToMarketOffer",
                request,
                () -> reviewOffer.reject(caller.get(), new BenefitId(offerId), request.reason()));
    }

    private Response review(
            UUID offerId, String key, String operation, Object body, Supplier<Optional<ReviewRefusal>> decision) {
        Problems.requireOperator(caller.get());
        find(offerId);
        return idempotency.once(key, operation + " " + offerId, body, () -> {
            decision.get().ifPresent(refusal -> {
                throw Problems.refused(refusal);
            });
            return Response.ok(response(find(offerId))).build();
        });
    }

    private Offer find(UUID id) {
        Offer offer = listOffers.find(new BenefitId(id), caller.get()).orElseThrow(Problems::notFound);
        Problems.requireReader(caller.get(), offer.benefit().grant().partnerId());
        return offer;
    }

    private GoToMarketOfferResponse response(Offer offer) {
        return GoToMarketOfferResponse.from(offer, admins(offer));
    }

    private List<Colleague> admins(Offer offer) {
        return BenefitProblems.admins(directory, offer.benefit().grant().partnerId());
    }
}
