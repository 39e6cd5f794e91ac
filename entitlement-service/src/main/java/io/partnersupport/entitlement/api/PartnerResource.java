package io.partnersupport.entitlement.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.partnersupport.entitlement.api.MergePatch.Merged;
import io.partnersupport.entitlement.application.ChangePartner;
import io.partnersupport.entitlement.application.PartnerAccess;
import io.partnersupport.entitlement.application.RegisterPartner;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Versioned;
import io.partnersupport.entitlement.domain.partner.Partner;
import io.partnersupport.entitlement.domain.partner.Partner.ManagedIn;
import io.partnersupport.entitlement.domain.partner.Partner.PartnerKind;
import io.partnersupport.entitlement.domain.partner.Partners;
import io.partnersupport.kit.http.EntityVersion;
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
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/partners")
@Authenticated
@Tag(name = "Partners", description = "Organisations in the partner program")
class PartnerResource {
    /** A partner to register. */
    record PartnerRequest(
            @NotNull @Pattern(regexp = PartnerId.FORM, message = "partner-id")
            String partnerId,

            @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
            String name,

            @NotNull @Pattern(regexp = Texts.COUNTRY, message = Texts.COUNTRY_MESSAGE)
            String country,

            @NotNull ManagedIn managedIn,
            @NotNull PartnerKind partnerKind,

            @NotNull @Pattern(regexp = Texts.UUID, message = Texts.UUID_MESSAGE)
            String tenantId,

            @NotNull @Size(max = 253) @Pattern(regexp = Texts.DOMAIN, message = Texts.DOMAIN_MESSAGE)
            String domain,

            @Size(max = 254)
            @Pattern(regexp = Texts.EMAIL, message = Texts.EMAIL_MESSAGE)
            @Schema(description = "The e-mail of the company's account", nullable = true)
            String accountEmail) {
        Partner toPartner() {
            return new Partner(
                    new PartnerId(partnerId), name, country, managedIn, partnerKind, tenantId, domain, accountEmail);
        }
    }

    /** What of a partner may change. */
    @Schema(example = """
            {"managedIn": "PARTNER_CENTER", "accountEmail": null}""")
    record PartnerChanges(
            @NotBlank(groups = Merged.class)
            @Size(max = 200)
            @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
            String name,

            @NotNull(groups = Merged.class) @Pattern(regexp = Texts.COUNTRY, message = Texts.COUNTRY_MESSAGE)
            String country,

            @NotNull(groups = Merged.class) ManagedIn managedIn,
            @NotNull(groups = Merged.class) PartnerKind partnerKind,

            @NotNull(groups = Merged.class) @Pattern(regexp = Texts.UUID, message = Texts.UUID_MESSAGE)
            String tenantId,

            @NotNull(groups = Merged.class)
            @Size(max = 253)
            @Pattern(regexp = Texts.DOMAIN, message = Texts.DOMAIN_MESSAGE)
            String domain,

            @Size(max = 254) @Pattern(regexp = Texts.EMAIL, message = Texts.EMAIL_MESSAGE) @Schema(nullable = true)
            String accountEmail) {
        static PartnerChanges from(Partner partner) {
            return new PartnerChanges(
                    partner.name(),
                    partner.country(),
                    partner.managedIn(),
                    partner.partnerKind(),
                    partner.tenantId(),
                    partner.domain(),
                    partner.accountEmail());
        }

        Partner of(PartnerId id) {
            return new Partner(id, name, country, managedIn, partnerKind, tenantId, domain, accountEmail);
        }
    }

    /** A registered partner. */
    @Schema(example = """
            {"partnerId": "4960001", "name": "Contoso", "country": "PL", "managedIn": "PARTNER_CENTER",
             "partnerKind": "DIRECT", "tenantId": "49600010-0000-4000-9000-000000000000", "domain": "contoso.example",
             "accountEmail": "account@contoso.example"}""")
    record PartnerResponse(
            String partnerId,
            String name,
            String country,
            ManagedIn managedIn,
            PartnerKind partnerKind,
            String tenantId,
            String domain,
            @Schema(nullable = true) String accountEmail) {
        static PartnerResponse from(Partner partner) {
            return new PartnerResponse(
                    partner.id().value(),
                    partner.name(),
                    partner.country(),
                    partner.managedIn(),
                    partner.partnerKind(),
                    partner.tenantId(),
                    partner.domain(),
                    partner.accountEmail());
        }
    }

    private final RegisterPartner registerPartner;
    private final ChangePartner changePartner;
    private final Partners partners;
    private final MergePatch mergePatch;
    private final Paging paging;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    PartnerResource(
            RegisterPartner registerPartner,
            ChangePartner changePartner,
            Partners partners,
            MergePatch mergePatch,
            Paging paging,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.registerPartner = registerPartner;
        this.changePartner = changePartner;
        this.partners = partners;
        this.mergePatch = mergePatch;
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
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PartnerResponse.class)))
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
    @APIResponse(
            responseCode = "200",
            description = "The partner; ETag names its version",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PartnerResponse.class)))
    public Response getPartner(@PathParam("partnerId") String partnerId) {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.PROFILE);
        return answer(partners.versioned(partner).orElseThrow(Problems::notFound));
    }

    @PATCH
    @Path("/{partnerId}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(summary = "Change a partner (program operators)")
    @RequestBody(
            content = {
                @Content(mediaType = MergePatch.MEDIA_TYPE, schema = @Schema(implementation = PartnerChanges.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = PartnerChanges.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PartnerResponse.class)))
    public Response changePartner(
            @PathParam("partnerId") String partnerId,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull ObjectNode patch)
            throws JsonProcessingException {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.OPERATION);
        Versioned<Partner> current = Problems.expected(ifMatch, () -> partners.versioned(partner));
        PartnerChanges changes = mergePatch.apply(PartnerChanges.class, PartnerChanges.from(current.state()), patch);
        return answer(Problems.partner(changePartner.change(new Versioned<>(changes.of(partner), current.sequence()))));
    }

    private static Response answer(Versioned<Partner> partner) {
        return Response.ok(PartnerResponse.from(partner.state()))
                .header(HttpHeaders.ETAG, EntityVersion.etag(partner.sequence()))
                .build();
    }
}
