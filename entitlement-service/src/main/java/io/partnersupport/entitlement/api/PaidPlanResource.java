package io.partnersupport.entitlement.api;

import io.partnersupport.entitlement.application.PartnerAccess;
import io.partnersupport.entitlement.application.RecordPlan;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Versioned;
import io.partnersupport.entitlement.domain.catalogue.Coverage;
import io.partnersupport.entitlement.domain.partner.Partners;
import io.partnersupport.entitlement.domain.plan.PaidPlan;
import io.partnersupport.entitlement.domain.plan.PaidPlans;
import io.partnersupport.entitlement.domain.plan.PlanRules.PlanDecision;
import io.partnersupport.kit.http.EntityVersion;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/partners/{partnerId}/plans")
@Authenticated
@Tag(name = "Paid plans", description = "Support plans that a partner pays for")
class PaidPlanResource {
    /** A plan to record. */
    @Schema(example = """
            {"plan": "ASFP", "startsOn": "2026-01-01", "endsOn": "2026-12-31"}""")
    record PaidPlanRequest(
            @NotBlank @Size(max = 100) @Schema(description = "AZURE, ASFP or PREMIER")
            String plan,

            @NotNull @Schema(description = "The first covered day")
            LocalDate startsOn,

            @NotNull @Schema(description = "The last covered day")
            LocalDate endsOn) {}

    /** A plan that a partner pays for. */
    @Schema(example = """
            {"planId": "0197a001-0000-7000-8000-000000000001", "plan": "ASFP", "name": "Advanced Support for Partners",
             "rank": 2, "startsOn": "2026-01-01", "endsOn": "2026-12-31", "startsAt": "2026-01-01T00:00:00Z",
             "endsAt": "2027-01-01T00:00:00Z", "needsActivation": false, "linkPolicy": null,
             "covers": {"productKinds": ["CLOUD"], "excludedProducts": []}}""")
    record PaidPlanResponse(
            UUID planId,
            String plan,
            String name,

            @Schema(description = "Where a plan is required, one of a higher rank does as well")
            int rank,

            LocalDate startsOn,

            @Schema(description = "The last covered day") LocalDate endsOn,

            Instant startsAt,

            @Schema(description = "The first instant after the plan")
            Instant endsAt,

            boolean needsActivation,
            @Schema(nullable = true) String linkPolicy,
            Coverage covers) {
        static PaidPlanResponse from(PaidPlan plan) {
            return new PaidPlanResponse(
                    plan.id(),
                    plan.terms().plan(),
                    plan.terms().name(),
                    plan.terms().rank(),
                    plan.startsOn(),
                    plan.endsOn(),
                    plan.period().from(),
                    plan.period().until(),
                    plan.terms().needsActivation(),
                    plan.terms().linkPolicy(),
                    plan.terms().covers());
        }
    }

    private final RecordPlan recordPlan;
    private final PaidPlans plans;
    private final Partners partners;
    private final Paging paging;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    PaidPlanResource(
            RecordPlan recordPlan,
            PaidPlans plans,
            Partners partners,
            Paging paging,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.recordPlan = recordPlan;
        this.plans = plans;
        this.partners = partners;
        this.paging = paging;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List the plans that a partner pays for, also past and future ones")
    public Page<PaidPlanResponse> listPaidPlans(
            @PathParam("partnerId") String partnerId,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.PLANS);
        partners.find(partner).orElseThrow(Problems::notFound);
        Paging.Request request = paging.request("plans " + partner.value(), limit, cursor);
        return paging.page(
                        request,
                        plans.list(partner, request.after().map(UUID::fromString), request.fetchSize()),
                        plan -> plan.id().toString())
                .map(PaidPlanResponse::from);
    }

    @POST
    @Operation(summary = "Record a plan that a partner pays for (program operators)")
    @APIResponse(
            responseCode = "201",
            description = "Recorded",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PaidPlanResponse.class)))
    public Response recordPaidPlan(
            @PathParam("partnerId") String partnerId,
            @HeaderParam(Idempotency.HEADER) String idempotencyKey,
            @Valid @NotNull PaidPlanRequest request) {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.OPERATION);
        return idempotency.once(idempotencyKey, "recordPaidPlan " + partner.value(), request, () -> {
            PlanDecision decision = recordPlan
                    .record(partner, request.plan(), request.startsOn(), request.endsOn())
                    .orElseThrow(Problems::notFound);
            PaidPlan plan = decision.plan().orElseThrow(() -> Problems.refusedPlan(decision.refusals()));
            return Response.created(URI.create("/v1/partners/%s/plans/%s".formatted(partner.value(), plan.id())))
                    .entity(PaidPlanResponse.from(plan))
                    .build();
        });
    }

    @GET
    @Path("/{planId}")
    @Operation(summary = "Read a plan")
    @APIResponse(
            responseCode = "200",
            description = "The plan; ETag names its version",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PaidPlanResponse.class)))
    public Response getPaidPlan(@PathParam("partnerId") String partnerId, @PathParam("planId") UUID planId) {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.PLANS);
        Versioned<PaidPlan> plan = plans.find(partner, planId).orElseThrow(Problems::notFound);
        return Response.ok(PaidPlanResponse.from(plan.state()))
                .header(HttpHeaders.ETAG, EntityVersion.etag(plan.sequence()))
                .build();
    }

    @DELETE
    @Path("/{planId}")
    @Operation(summary = "Withdraw a plan (program operators)")
    @APIResponse(responseCode = "204", description = "Withdrawn")
    public void withdrawPaidPlan(
            @PathParam("partnerId") String partnerId,
            @PathParam("planId") UUID planId,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        PartnerId partner = Problems.authorizedPartner(caller.get(), partnerId, PartnerAccess.OPERATION);
        if (!recordPlan.withdraw(Problems.expected(ifMatch, () -> plans.find(partner, planId)))) {
            throw EntityVersion.changedMeanwhile();
        }
    }
}
