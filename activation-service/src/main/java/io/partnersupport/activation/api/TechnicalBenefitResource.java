package io.partnersupport.activation.api;

import io.partnersupport.activation.application.ListTechnicalBenefits;
import io.partnersupport.activation.application.PartnerAccess;
import io.partnersupport.activation.application.RequestActivation;
import io.partnersupport.activation.application.TrackActivations;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.activation.ActivationDecision;
import io.partnersupport.activation.domain.activation.ActivationDecision.Accepted;
import io.partnersupport.activation.domain.activation.ActivationDecision.Refused;
import io.partnersupport.activation.domain.activation.ActivationId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.Benefits;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.benefit.PartnerDirectory;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

@Path("/v1/technical-benefits")
@Authenticated
@Cache(noStore = true)
@Tag(name = "Technical benefits", description = "Support benefits: what is on offer, active, and left")
class TechnicalBenefitResource {
    private final ListTechnicalBenefits listTechnicalBenefits;
    private final RequestActivation requestActivation;
    private final TrackActivations trackActivations;
    private final Benefits benefits;
    private final PartnerDirectory directory;
    private final ViewFreshness freshness;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    TechnicalBenefitResource(
            ListTechnicalBenefits listTechnicalBenefits,
            RequestActivation requestActivation,
            TrackActivations trackActivations,
            Benefits benefits,
            PartnerDirectory directory,
            ViewFreshness freshness,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.listTechnicalBenefits = listTechnicalBenefits;
        this.requestActivation = requestActivation;
        this.trackActivations = trackActivations;
        this.benefits = benefits;
        this.directory = directory;
        this.freshness = freshness;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "List the technical benefits of the caller's partner, and whether the caller can activate them")
    public TechnicalBenefitListResponse listTechnicalBenefits(
            @Parameter(description = "Operators name the partner") @QueryParam("partnerId") String partnerId) {
        PartnerId partner = Problems.partnerToRead(caller.get(), partnerId)
                .orElseThrow(() -> Problem.of(400, "validation-failed")
                        .error("partnerId", "needed-from-operator")
                        .exception());
        return TechnicalBenefitListResponse.from(listTechnicalBenefits.of(partner, caller.get()), freshness.asOf());
    }

    @POST
    @Path("/{benefitId}/activation")
    @Operation(summary = "Request the activation of a benefit; it is completed later, see the activation")
    @APIResponse(
            responseCode = "202",
            description = "Requested, now or before; Location names the activation",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ActivationResponse.class)))
    public Response activateBenefit(
            @PathParam("benefitId") UUID benefitId, @HeaderParam(Idempotency.HEADER) String idempotencyKey) {
        GrantedBenefit benefit = benefits.find(new BenefitId(benefitId)).orElseThrow(Problems::notFound);
        Problems.requireReader(caller.get(), benefit.partnerId());
        return idempotency.once(idempotencyKey, "activateBenefit " + benefitId, Map.of(), () -> {
            ActivationDecision decision = requestActivation.request(caller.get(), benefit);
            if (decision instanceof Refused refused) {
                throw Problems.refused(
                        refused.reasons(),
                        benefit,
                        directory.usersWithAny(PartnerAccess.activatingRoles(), benefit.partnerId()));
            }
            ActivationId id = ((Accepted) decision).activation().id();
            return Response.accepted(
                            ActivationResponse.from(trackActivations.find(id).orElseThrow()))
                    .location(URI.create("/v1/activations/" + id.value()))
                    .build();
        });
    }
}
