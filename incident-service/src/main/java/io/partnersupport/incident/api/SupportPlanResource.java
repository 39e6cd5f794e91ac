package io.partnersupport.incident.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.Refusal;
import io.partnersupport.incident.domain.incident.IncidentDecision.Refused;
import io.partnersupport.incident.domain.incident.Objection;
import io.partnersupport.incident.domain.plan.LinkedPlans;
import io.partnersupport.incident.domain.plan.PlanRules;
import io.partnersupport.incident.domain.plan.PlanType;
import io.partnersupport.incident.domain.plan.Plans;
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
            UUID benefitId,
            UUID contract,
            Instant startsAt,
            Instant endsAt,
            @Schema(description = "Left out when unlimited") Long granted,
            long used,
            @Schema(description = "Left out when unlimited") Long remaining,
            boolean unlimited,

            @Schema(description = "All that speaks against using it; only of unavailable plans")
            List<Problem.Reason> reasons) {
        static SupportPlanResponse of(SupportPlan plan, List<Problem.Reason> reasons) {
            Units units = plan.units();
            return new SupportPlanResponse(
                    plan.benefitId().value(),
                    plan.type(),
                    plan.name(),
                    plan.benefitId().value(),
                    plan.contract().value(),
                    plan.startsAt(),
                    plan.endsAt(),
                    nullable(units.granted()),
                    units.used(),
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
    @Operation(summary = "List the plans that you have linked: available ones, and the others with all reasons")
    public SupportPlanListResponse listSupportPlans(
            @QueryParam("productId") @Size(max = 100) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
                    String productId,
            @QueryParam("version") @Size(max = 50) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
                    String version) {
        Instant asOf = freshness.asOf().orElse(null);
        Instant now = clock.instant();
        LinkedPlans linked =
                plans.linkedWith(new AccountId(caller.get().subject()), Optional.ofNullable(productId), now);
        requireKnown(linked, productId, version);
        List<SupportPlanResponse> available = new ArrayList<>();
        List<SupportPlanResponse> unavailable = new ArrayList<>();
        for (SupportPlan plan : linked.plans()) {
            List<Objection> objections =
                    PlanRules.reasonsAgainst(plan, linked.product(), Optional.ofNullable(version), now).stream()
                            .map(refusal -> new Objection(refusal, Optional.of(plan)))
                            .toList();
            if (objections.isEmpty()) {
                available.add(SupportPlanResponse.of(plan, null));
            } else {
                unavailable.add(SupportPlanResponse.of(
                        plan, Problems.reasons(objections, linked.product(), version, language.locale())));
            }
        }
        return new SupportPlanListResponse(available, unavailable, asOf);
    }

    private void requireKnown(LinkedPlans linked, String productId, String version) {
        if (productId == null && version != null) {
            throw Problem.of(400, "validation-failed")
                    .error("productId", "is needed with a version")
                    .exception();
        }
        if (productId != null && linked.product().isEmpty()) {
            throw unknown(Refusal.UNKNOWN_PRODUCT, linked, version);
        }
        if (version != null
                && linked.product().flatMap(product -> product.version(version)).isEmpty()) {
            throw unknown(Refusal.UNKNOWN_VERSION, linked, version);
        }
    }

    private RuntimeException unknown(Refusal refusal, LinkedPlans linked, String version) {
        Problems.requireNoGuess(Stream.of(refusal), freshness);
        return Problems.refused(
                new Refused(List.of(new Objection(refusal, Optional.empty())), linked.product()), version);
    }
}
