package io.partnersupport.entitlement.api;

import io.partnersupport.entitlement.application.PartnerAccess;
import io.partnersupport.entitlement.application.RegisterPartner;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.partner.Partner;
import io.partnersupport.entitlement.domain.partner.Partner.ManagedIn;
import io.partnersupport.entitlement.domain.partner.Partner.PartnerKind;
import io.partnersupport.entitlement.domain.partner.Partners;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/partners")
@Authenticated
@Tag(name = "Partners", description = "Organisations in the partner program")
class PartnerResource {
    /** A partner to register. */
    record PartnerRequest(
            @NotNull @Pattern(regexp = PartnerId.FORM, message = "must be 1 to 20 digits")
            String partnerId,

            @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
            String name,

            @NotNull @Pattern(regexp = "[A-Z]{2}", message = "must be an ISO 3166-1 country code of two letters")
            String country,

            @NotNull ManagedIn managedIn,
            @NotNull PartnerKind partnerKind,

            @NotNull @Pattern(regexp = Texts.UUID, message = "must be a UUID")
            String tenantId,

            @NotNull @Size(max = 253) @Pattern(regexp = Texts.DOMAIN, message = "must be a domain name in lower case")
            String domain) {
        Partner toPartner() {
            return new Partner(new PartnerId(partnerId), name, country, managedIn, partnerKind, tenantId, domain);
        }
    }

    /** A registered partner. */
    record PartnerResponse(
            String partnerId,
            String name,
            String country,
            ManagedIn managedIn,
            PartnerKind partnerKind,
            String tenantId,
            String domain) {
        static PartnerResponse from(Partner partner) {
            return new PartnerResponse(
                    partner.id().value(),
                    partner.name(),
                    partner.country(),
                    partner.managedIn(),
                    partner.partnerKind(),
                    partner.tenantId(),
                    partner.domain());
        }
    }

    private final RegisterPartner registerPartner;
    private final Partners partners;
    private final Paging paging;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    PartnerResource(
            RegisterPartner registerPartner,
            Partners partners,
            Paging paging,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.registerPartner = registerPartner;
        this.partners = partners;
        this.paging = paging;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List all partners (program operators)")
    public Page<PartnerResponse> listPartners(@QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        Problems.requireOperator(caller.get());
        Paging.Request request = paging.request("partners", limit, cursor);
        return paging.page(
                        request,
                        partners.list(request.after(), request.fetchSize()),
                        partner -> partner.id().value())
                .map(PartnerResponse::from);
    }

    @POST
    @Operation(summary = "Register a partner (program operators)")
    @APIResponse(
            responseCode = "201",
            description = "Registered",
            content = @Content(schema = @Schema(implementation = PartnerResponse.class)))
    public Response registerPartner(
            @HeaderParam(Idempotency.HEADER) String idempotencyKey, @Valid @NotNull PartnerRequest request) {
        Problems.requireOperator(caller.get());
        return idempotency.once(idempotencyKey, "registerPartner", request, () -> {
            Partner partner = request.toPartner();
            if (!registerPartner.register(partner)) {
                throw Problems.partnerExists();
            }
            return Response.created(URI.create("/v1/partners/" + request.partnerId()))
                    .entity(PartnerResponse.from(partner))
                    .build();
        });
    }

    @GET
    @Path("/{partnerId}")
    @Operation(summary = "Read a partner; \"me\" is the caller's own")
    public PartnerResponse getPartner(@PathParam("partnerId") String partnerId) {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.PROFILE);
        return partners.find(partner).map(PartnerResponse::from).orElseThrow(Problems::notFound);
    }
}
