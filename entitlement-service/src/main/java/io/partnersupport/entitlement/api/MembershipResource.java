package io.partnersupport.entitlement.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.entitlement.application.PartnerAccess;
import io.partnersupport.entitlement.application.PurchaseMembership;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.membership.Membership;
import io.partnersupport.entitlement.domain.membership.Memberships;
import io.partnersupport.entitlement.domain.membership.PurchaseRules.PurchaseDecision;
import io.partnersupport.entitlement.domain.partner.Partner;
import io.partnersupport.entitlement.domain.partner.Partner.ManagedIn;
import io.partnersupport.entitlement.domain.partner.Partners;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/partners/{partnerId}/memberships")
@Authenticated
@Tag(name = "Memberships", description = "Purchases of offers and how long they last")
class MembershipResource {
    /** An offer to buy. */
    record MembershipRequest(
            @NotBlank @Size(max = 100) String offer,
            @Size(min = 1, max = 100) String competencyArea,

            @Schema(description = "The day of the purchase; today if left out. Only operators record earlier ones.")
            LocalDate purchasedOn) {}

    /** A membership. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(example = """
            {"membershipId": "0197a003-0000-7000-8000-000000000001", "offer": "gold-competency",
             "competencyArea": "cloud-platform", "purchasedOn": "2026-03-01", "startsAt": "2026-03-01T00:00:00Z",
             "endsAt": "2027-03-01T00:00:00Z", "edition": "mpn-2021", "managedIn": "PARTNER_CENTER"}""")
    record MembershipResponse(
            UUID membershipId,
            String offer,
            String competencyArea,
            LocalDate purchasedOn,
            Instant startsAt,
            Instant endsAt,
            String edition,

            @Schema(description = "When it was cancelled; its benefits ended then")
            Instant withdrawnAt,

            @Schema(description = "Where the partner's memberships are managed; with PMC nothing can be activated here")
            ManagedIn managedIn) {
        static MembershipResponse from(Membership membership, Partner partner) {
            return new MembershipResponse(
                    membership.id(),
                    membership.offer(),
                    membership.competencyArea().orElse(null),
                    membership.purchasedOn(),
                    membership.period().from(),
                    membership.period().until(),
                    membership.edition(),
                    membership.withdrawnAt().orElse(null),
                    partner.managedIn());
        }
    }

    private final PurchaseMembership purchaseMembership;
    private final Memberships memberships;
    private final Partners partners;
    private final Paging paging;
    private final Idempotency idempotency;
    private final CurrentCaller caller;
    private final Clock clock;

    MembershipResource(
            PurchaseMembership purchaseMembership,
            Memberships memberships,
            Partners partners,
            Paging paging,
            Idempotency idempotency,
            CurrentCaller caller,
            Clock clock) {
        this.purchaseMembership = purchaseMembership;
        this.memberships = memberships;
        this.partners = partners;
        this.paging = paging;
        this.idempotency = idempotency;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "List the memberships of a partner, the latest to begin first")
    public Page<MembershipResponse> listMemberships(
            @PathParam("partnerId") String partnerId,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Partner partner = readable(partnerId);
        Paging.Request request = paging.request("memberships " + partner.id().value(), limit, cursor);
        return paging.page(
                        request,
                        memberships.list(partner.id(), request.after().map(UUID::fromString), request.fetchSize()),
                        membership -> membership.id().toString())
                .map(membership -> MembershipResponse.from(membership, partner));
    }

    @GET
    @Path("/{membershipId}")
    @Operation(summary = "Read a membership")
    public MembershipResponse getMembership(
            @PathParam("partnerId") String partnerId, @PathParam("membershipId") UUID membershipId) {
        Partner partner = readable(partnerId);
        return memberships
                .find(partner.id(), membershipId)
                .map(membership -> MembershipResponse.from(membership, partner))
                .orElseThrow(Problems::notFound);
    }

    private Partner readable(String partnerId) {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.BENEFITS);
        return partners.find(partner).orElseThrow(Problems::notFound);
    }

    @POST
    @Operation(summary = "Buy an offer, or renew it: a renewal begins where the running membership ends")
    @APIResponse(
            responseCode = "201",
            description = "Bought; its benefits are granted",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MembershipResponse.class)))
    public Response purchaseMembership(
            @PathParam("partnerId") String partnerId,
            @HeaderParam(Idempotency.HEADER) String idempotencyKey,
            @Valid @NotNull MembershipRequest request) {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.BENEFITS);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate purchasedOn = request.purchasedOn() == null ? today : request.purchasedOn();
        if (!purchasedOn.equals(today)) {
            Problems.requireOperator(caller.get());
        }
        return idempotency.once(idempotencyKey, "purchaseMembership " + partner.value(), request, () -> {
            PurchaseDecision decision = purchaseMembership
                    .purchase(partner, request.offer(), Optional.ofNullable(request.competencyArea()), purchasedOn)
                    .orElseThrow(Problems::notFound);
            Membership membership = decision.membership().orElseThrow(() -> Problems.refused(decision.refusals()));
            return Response.created(
                            URI.create("/v1/partners/%s/memberships/%s".formatted(partner.value(), membership.id())))
                    .entity(MembershipResponse.from(
                            membership, partners.find(partner).orElseThrow()))
                    .build();
        });
    }
}
