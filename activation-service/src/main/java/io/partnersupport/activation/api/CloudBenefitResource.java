package io.partnersupport.activation.api;

import io.partnersupport.activation.api.BenefitProblems.Arguments;
import io.partnersupport.activation.api.CloudBenefitResponse.CloudAssigneeResponse;
import io.partnersupport.activation.application.AssignCloudService;
import io.partnersupport.activation.application.ListCloudServices;
import io.partnersupport.activation.application.RevealKeys;
import io.partnersupport.activation.application.RevealKeys.RevealedKey;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.FurtherBenefit;
import io.partnersupport.activation.domain.benefit.FurtherBenefits;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.activation.domain.benefit.PartnerDirectory.Colleague;
import io.partnersupport.activation.domain.benefit.PartnerUsers;
import io.partnersupport.activation.domain.cloud.CloudAssignment;
import io.partnersupport.activation.domain.cloud.CloudTerms;
import io.partnersupport.activation.domain.key.KeyReveal;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

@Path("/v1/cloud-benefits")
@Authenticated
@Cache(noStore = true)
@Tag(name = "Cloud benefits", description = "Cloud services, their users and keys")
class CloudBenefitResource {
    private final ListCloudServices listCloudServices;
    private final AssignCloudService assignCloudService;
    private final RevealKeys revealKeys;
    private final FurtherBenefits benefits;
    private final PartnerDirectory directory;
    private final PartnerUsers users;
    private final ViewFreshness freshness;
    private final Paging paging;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    CloudBenefitResource(
            ListCloudServices listCloudServices,
            AssignCloudService assignCloudService,
            RevealKeys revealKeys,
            FurtherBenefits benefits,
            PartnerDirectory directory,
            PartnerUsers users,
            ViewFreshness freshness,
            Paging paging,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.listCloudServices = listCloudServices;
        this.assignCloudService = assignCloudService;
        this.revealKeys = revealKeys;
        this.benefits = benefits;
        this.directory = directory;
        this.users = users;
        this.freshness = freshness;
        this.paging = paging;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List the cloud services of the caller's partner, and what the caller can do with them")
    public BenefitList<CloudBenefitResponse> listCloudBenefits(
            @Parameter(description = "Operators name the partner") @QueryParam("partnerId") String partnerId) {
        PartnerId partner = BenefitProblems.partnerToRead(caller.get(), partnerId);
        List<Colleague> admins = BenefitProblems.admins(directory, partner);
        List<Colleague> globalAdmins = BenefitProblems.globalAdmins(directory, partner);
        return BenefitList.of(
                listCloudServices.of(partner, caller.get()).stream()
                        .map(service -> CloudBenefitResponse.from(service, admins, globalAdmins))
                        .toList(),
                freshness.asOf());
    }

    @PUT
    @Path("/{benefitId}/assignee")
    @Operation(summary = "Become the user of a usage-based service; whoever was it before is it no more")
    public CloudAssigneeResponse assignCloudBenefit(@PathParam("benefitId") UUID benefitId) {
        FurtherBenefit<CloudTerms> benefit = find(benefitId);
        PartnerId partner = benefit.grant().partnerId();
        CloudAssignment assignment = assignCloudService
                .assign(caller.get(), benefit)
                .orElseThrow(refusals -> BenefitProblems.assignment(
                        refusals, Arguments.of(benefit.grant(), BenefitProblems.globalAdmins(directory, partner), "")));
        return CloudAssigneeResponse.from(
                assignment,
                users.names(List.of(assignment.assignee())).get(assignment.assignee()),
                benefit.terms().instructions());
    }

    @POST
    @Path("/{benefitId}/key-reveals")
    @Operation(summary = "Get the keys of a licence-based service; this is recorded, and keeps the right to a refund")
    @APIResponse(
            responseCode = "201",
            description = "Revealed",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = KeyRevealResponse.class)))
    public Response revealCloudKeys(
            @PathParam("benefitId") UUID benefitId, @HeaderParam(Idempotency.HEADER) String idempotencyKey) {
        FurtherBenefit<CloudTerms> benefit = find(benefitId);
        PartnerId partner = benefit.grant().partnerId();
        return idempotency.onceSecret(idempotencyKey, "revealCloudKeys " + benefitId, Map.of(), () -> {
            RevealedKey revealed = revealKeys
                    .ofCloudService(caller.get(), benefit)
                    .orElseThrow(refusals -> BenefitProblems.keys(
                            refusals, Arguments.of(benefit.grant(), BenefitProblems.admins(directory, partner), "")));
            return Response.status(Response.Status.CREATED)
                    .entity(KeyRevealResponse.from(
                            revealed, List.of(), benefit.terms().instructions()))
                    .build();
        });
    }

    @GET
    @Path("/{benefitId}/key-reveals")
    @Operation(summary = "List who got the keys of a licence-based service, newest first")
    public Page<PastKeyRevealResponse> listCloudKeyReveals(
            @PathParam("benefitId") UUID benefitId,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        FurtherBenefit<CloudTerms> benefit = find(benefitId);
        Paging.Request request = paging.request("key-reveals " + benefitId, limit, cursor);
        List<KeyReveal> fetched =
                revealKeys.list(benefit.id(), request.after().map(UUID::fromString), request.fetchSize());
        return paging.page(request, fetched, reveal -> reveal.id().toString()).map(PastKeyRevealResponse::from);
    }

    private FurtherBenefit<CloudTerms> find(UUID id) {
        FurtherBenefit<CloudTerms> benefit =
                benefits.find(CloudTerms.CATEGORY, new BenefitId(id)).orElseThrow(Problems::notFound);
        Problems.requireReader(caller.get(), benefit.grant().partnerId());
        return benefit;
    }
}
