package io.partnersupport.activation.api;

import io.partnersupport.activation.api.BenefitProblems.Arguments;
import io.partnersupport.activation.application.ListSoftware;
import io.partnersupport.activation.application.RevealKeys;
import io.partnersupport.activation.application.RevealKeys.RevealedKey;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.FurtherBenefit;
import io.partnersupport.activation.domain.benefit.FurtherBenefits;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.activation.domain.benefit.PartnerDirectory.Colleague;
import io.partnersupport.activation.domain.key.KeyReveal;
import io.partnersupport.activation.domain.software.SoftwareTerms;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

@Path("/v1/software-benefits")
@Authenticated
@Cache(noStore = true)
@Tag(name = "Software benefits", description = "Software, its keys and downloads")
class SoftwareBenefitResource {
    private final ListSoftware listSoftware;
    private final RevealKeys revealKeys;
    private final FurtherBenefits benefits;
    private final PartnerDirectory directory;
    private final ViewFreshness freshness;
    private final Paging paging;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    SoftwareBenefitResource(
            ListSoftware listSoftware,
            RevealKeys revealKeys,
            FurtherBenefits benefits,
            PartnerDirectory directory,
            ViewFreshness freshness,
            Paging paging,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.listSoftware = listSoftware;
        this.revealKeys = revealKeys;
        this.benefits = benefits;
        this.directory = directory;
        this.freshness = freshness;
        this.paging = paging;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List the software of the caller's partner, and whether the caller can get its keys")
    public BenefitList<SoftwareBenefitResponse> listSoftwareBenefits(
            @Parameter(description = "Operators name the partner") @QueryParam("partnerId") String partnerId) {
        PartnerId partner = BenefitProblems.partnerToRead(caller.get(), partnerId);
        List<Colleague> admins = BenefitProblems.admins(directory, partner);
        return BenefitList.of(
                listSoftware.of(partner, caller.get()).stream()
                        .map(software -> SoftwareBenefitResponse.from(software, admins))
                        .toList(),
                freshness.asOf());
    }

    @POST
    @Path("/{benefitId}/key-reveals")
    @Operation(summary = "Get the keys of software; this is recorded, and ends the right to a refund")
    @APIResponse(
            responseCode = "201",
            description = "Revealed",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = KeyRevealResponse.class)))
    public Response revealSoftwareKeys(
            @PathParam("benefitId") UUID benefitId,
            @HeaderParam(Idempotency.HEADER) String idempotencyKey,
            @Valid @NotNull KeyRevealRequest request) {
        FurtherBenefit<SoftwareTerms> benefit = find(benefitId);
        return idempotency.onceSecret(idempotencyKey, "revealSoftwareKeys " + benefitId, request, () -> {
            RevealedKey revealed = revealKeys
                    .ofSoftware(caller.get(), benefit, request.language(), request.operatingSystem())
                    .orElseThrow(refusals -> BenefitProblems.keys(refusals, arguments(benefit)));
            return Response.status(Response.Status.CREATED)
                    .entity(KeyRevealResponse.from(
                            revealed,
                            benefit.terms()
                                    .downloads(Optional.of(request.language()), Optional.of(request.operatingSystem())),
                            benefit.terms().instructions()))
                    .build();
        });
    }

    @GET
    @Path("/{benefitId}/key-reveals")
    @Operation(summary = "List who got the keys of software, newest first")
    public Page<PastKeyRevealResponse> listSoftwareKeyReveals(
            @PathParam("benefitId") UUID benefitId,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        FurtherBenefit<SoftwareTerms> benefit = find(benefitId);
        Paging.Request request = paging.request("key-reveals " + benefitId, limit, cursor);
        List<KeyReveal> fetched =
                revealKeys.list(benefit.id(), request.after().map(UUID::fromString), request.fetchSize());
        return paging.page(request, fetched, reveal -> reveal.id().toString()).map(PastKeyRevealResponse::from);
    }

    private FurtherBenefit<SoftwareTerms> find(UUID id) {
        FurtherBenefit<SoftwareTerms> benefit =
                benefits.find(SoftwareTerms.CATEGORY, new BenefitId(id)).orElseThrow(Problems::notFound);
        Problems.requireReader(caller.get(), benefit.grant().partnerId());
        return benefit;
    }

    private Arguments arguments(FurtherBenefit<SoftwareTerms> benefit) {
        return Arguments.of(
                benefit.grant(),
                BenefitProblems.admins(directory, benefit.grant().partnerId()),
                String.join(", ", benefit.terms().languages()) + "; "
                        + String.join(", ", benefit.terms().operatingSystems()));
    }
}
