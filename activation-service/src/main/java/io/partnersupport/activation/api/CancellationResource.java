package io.partnersupport.activation.api;

import io.partnersupport.activation.api.BenefitProblems.Arguments;
import io.partnersupport.activation.application.CancelPurchase;
import io.partnersupport.activation.domain.Decision;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.FurtherBenefit;
import io.partnersupport.activation.domain.benefit.FurtherBenefits;
import io.partnersupport.activation.domain.benefit.Membership;
import io.partnersupport.activation.domain.benefit.MembershipId;
import io.partnersupport.activation.domain.benefit.Memberships;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.activation.domain.cancellation.Cancellation;
import io.partnersupport.activation.domain.cancellation.CancellationRefusal;
import io.partnersupport.activation.domain.cancellation.CancellationRules;
import io.partnersupport.activation.domain.cancellation.Cancellations;
import io.partnersupport.activation.domain.gotomarket.GoToMarketTerms;
import io.partnersupport.kit.http.Problem;
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
import java.time.Instant;
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

@Path("/v1/cancellations")
@Authenticated
@Cache(noStore = true)
@Tag(name = "Cancellations", description = "Giving a purchase back")
class CancellationResource {
    private final CancelPurchase cancelPurchase;
    private final Cancellations cancellations;
    private final Memberships memberships;
    private final FurtherBenefits benefits;
    private final PartnerDirectory directory;
    private final Paging paging;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    CancellationResource(
            CancelPurchase cancelPurchase,
            Cancellations cancellations,
            Memberships memberships,
            FurtherBenefits benefits,
            PartnerDirectory directory,
            Paging paging,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.cancelPurchase = cancelPurchase;
        this.cancellations = cancellations;
        this.memberships = memberships;
        this.benefits = benefits;
        this.directory = directory;
        this.paging = paging;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Operation(
            summary = "Cancel a membership or a go-to-market offer for a refund",
            description = "What it brought ends at once. Asking again gives the same answer.")
    @APIResponse(
            responseCode = "201",
            description = "Granted, now or before",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CancellationResponse.class)))
    public Response cancelPurchase(
            @HeaderParam(Idempotency.HEADER) String idempotencyKey, @Valid @NotNull CancellationRequest request) {
        if ((request.membershipId() == null) == (request.offerId() == null)) {
            throw Problem.of(400, "validation-failed")
                    .error("membershipId", "membership-or-offer")
                    .exception();
        }
        return request.membershipId() != null
                ? cancelMembership(idempotencyKey, request)
                : cancelOffer(idempotencyKey, request);
    }

    private Response cancelMembership(String key, CancellationRequest request) {
        Membership membership =
                memberships.find(new MembershipId(request.membershipId())).orElseThrow(Problems::notFound);
        Problems.requireReader(caller.get(), membership.partnerId());
        return cancel(key, request, membership, () -> cancelPurchase.membership(caller.get(), membership.id()));
    }

    private Response cancelOffer(String key, CancellationRequest request) {
        FurtherBenefit<GoToMarketTerms> offer = benefits.find(
                        GoToMarketTerms.CATEGORY, new BenefitId(request.offerId()))
                .orElseThrow(Problems::notFound);
        Problems.requireReader(caller.get(), offer.grant().partnerId());
        Membership membership = memberships.find(offer.membership()).orElseThrow(BenefitProblems::viewBehind);
        return cancel(key, request, membership, () -> cancelPurchase.offer(caller.get(), offer));
    }

    private Response cancel(
            String key,
            CancellationRequest request,
            Membership membership,
            Supplier<Decision<Cancellation, CancellationRefusal>> decision) {
        return idempotency.once(key, "cancelPurchase", request, () -> {
            Cancellation granted = decision.get().orElseThrow(refusals -> {
                Instant refundUntil = CancellationRules.refundUntil(membership);
                return BenefitProblems.cancellation(
                        refusals,
                        refundUntil,
                        Arguments.of(BenefitProblems.admins(directory, membership.partnerId()), refundUntil));
            });
            return Response.created(URI.create("/v1/cancellations/" + granted.id()))
                    .entity(CancellationResponse.from(granted))
                    .build();
        });
    }

    @GET
    @Operation(
            summary = "List cancellations, newest first: the partner's own (its administrators), or for operators all")
    public Page<CancellationResponse> listCancellations(
            @Parameter(description = "Operators may name a partner") @QueryParam("partnerId") String partnerId,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Optional<PartnerId> partner = Problems.partnerToAdminister(caller.get(), partnerId);
        String scope = "cancellations " + partner.map(PartnerId::value).orElse("all");
        Paging.Request request = paging.request(scope, limit, cursor);
        return paging.page(
                        request,
                        cancellations.list(partner, request.after().map(UUID::fromString), request.fetchSize()),
                        granted -> granted.id().toString())
                .map(CancellationResponse::from);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read a cancellation")
    public CancellationResponse getCancellation(@PathParam("id") UUID id) {
        Cancellation granted = cancellations.find(id).orElseThrow(Problems::notFound);
        Problems.partnerToAdminister(caller.get(), granted.partnerId().value());
        return CancellationResponse.from(granted);
    }
}
