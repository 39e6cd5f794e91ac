package io.partnersupport.incident.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.Refusal;
import io.partnersupport.incident.domain.customer.CustomerId;
import io.partnersupport.incident.domain.incident.IncidentDecision.Refused;
import io.partnersupport.incident.domain.incident.IncidentRules;
import io.partnersupport.incident.domain.incident.Objection;
import io.partnersupport.incident.domain.incident.Requester;
import io.partnersupport.incident.domain.plan.PlanType;
import io.partnersupport.incident.domain.plan.Plans;
import io.partnersupport.incident.domain.plan.Plans.Inquiry;
import io.partnersupport.incident.domain.plan.Situation;
import io.partnersupport.incident.domain.plan.SupportPlan;
import io.partnersupport.incident.domain.plan.Units;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.RequestLanguage;
import io.partnersupport.kit.identity.CurrentCaller;
import io.quarkus.security.Authenticated;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/support-plans")
@Authenticated
@Tag(name = "Support plans", description = "What an account can open incidents under, and how many are left")
class SupportPlanResource {
    /** A plan, and how much of it is left. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SupportPlanResponse(
            UUID planId,
            PlanType planType,
            String name,

            @Schema(description = "Of plans that have a contract, whose use is counted")
            UUID benefitId,

            UUID contract,

            @Schema(description = "Left out for the Cloud Solution Provider plan, which neither begins nor ends")
            Instant startsAt,

            Instant endsAt,
            @Schema(description = "Left out when unlimited") Long granted,

            @Schema(description = "Left out for plans without contract")
            Long used,

            @Schema(description = "Left out when unlimited") Long remaining,
            boolean unlimited,

            @Schema(description = "All that speaks against using it; only of unavailable plans")
            List<Problem.Reason> reasons) {
        static SupportPlanResponse of(SupportPlan plan, List<Problem.Reason> reasons) {
            Units units = plan.units();
            return new SupportPlanResponse(
                    plan.id().value(),
                    plan.type(),
                    plan.name(),
                    plan.benefit().map(BenefitId::value).orElse(null),
                    plan.contract().map(ContractRef::value).orElse(null),
                    plan.isDated() ? plan.startsAt() : null,
                    plan.isDated() ? plan.endsAt() : null,
                    nullable(units.granted()),
                    plan.benefit().isPresent() ? units.used() : null,
                    nullable(units.remaining()),
                    units.areUnlimited(),
                    reasons);
        }

        private static Long nullable(OptionalLong units) {
            return units.isPresent() ? units.getAsLong() : null;
        }
    }

    /** The plans of an account. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SupportPlanListResponse(
            List<SupportPlanResponse> available,
            List<SupportPlanResponse> unavailable,

            @Schema(description = "Everything that was committed elsewhere before this instant is considered")
            Instant asOf) {}

    private final Plans plans;
    private final ViewFreshness freshness;
    private final CurrentCaller caller;
    private final RequestLanguage language;
    private final Clock clock;

    SupportPlanResource(
            Plans plans, ViewFreshness freshness, CurrentCaller caller, RequestLanguage language, Clock clock) {
        this.plans = plans;
        this.freshness = freshness;
        this.caller = caller;
        this.language = language;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "List your plans, for your own organisation or a customer: available ones, and the others with"
                    + " all reasons")
    public SupportPlanListResponse listSupportPlans(
            @QueryParam("productId") @Size(max = 100) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
                    String productId,
            @QueryParam("version") @Size(max = 50) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
                    String version,
            @QueryParam("customerId") UUID customerId) {
        Instant asOf = freshness.asOf().orElse(null);
        Instant now = clock.instant();
        Requester requester = Requesters.of(caller.get());
        Situation situation = plans.of(new Inquiry(
                requester.opener().account(),
                requester.opener().partner(),
                Optional.ofNullable(productId),
                Optional.ofNullable(customerId).map(CustomerId::new),
                now));
        requireKnown(situation, productId, version, customerId);
        List<SupportPlanResponse> available = new ArrayList<>();
        List<SupportPlanResponse> unavailable = new ArrayList<>();
        IncidentRules.plans(requester, situation, Optional.ofNullable(version), now)
                .forEach((plan, refusals) -> {
                    List<Objection> objections = refusals.stream()
                            .map(refusal -> new Objection(refusal, Optional.of(plan)))
                            .toList();
                    if (objections.isEmpty()) {
                        available.add(SupportPlanResponse.of(plan, null));
                    } else {
                        unavailable.add(SupportPlanResponse.of(
                                plan, Problems.reasons(objections, situation, version, language.locale())));
                    }
                });
        return new SupportPlanListResponse(available, unavailable, asOf);
    }

    private void requireKnown(Situation situation, String productId, String version, UUID customerId) {
        if (productId == null && version != null) {
            throw Problem.of(400, "validation-failed")
                    .error("productId", "needed-with-version")
                    .exception();
        }
        if (customerId != null && situation.customer().isEmpty()) {
            throw unknown(Refusal.UNKNOWN_CUSTOMER, situation, version);
        }
        if (productId != null && situation.product().isEmpty()) {
            throw unknown(Refusal.UNKNOWN_PRODUCT, situation, version);
        }
        if (version != null
                && situation
                        .product()
                        .flatMap(product -> product.version(version))
                        .isEmpty()) {
            throw unknown(Refusal.UNKNOWN_VERSION, situation, version);
        }
    }

    private RuntimeException unknown(Refusal refusal, Situation situation, String version) {
        Problems.requireNoGuess(Stream.of(refusal), freshness);
        return Problems.refused(new Refused(List.of(Objection.of(refusal)), situation), version);
    }
}
