package io.partnersupport.entitlement.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.entitlement.application.PartnerAccess;
import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition.BenefitUnit;
import io.partnersupport.entitlement.domain.catalogue.BenefitDefinition.Category;
import io.partnersupport.entitlement.domain.coverage.BenefitCoverage;
import io.partnersupport.entitlement.domain.coverage.BenefitCoverage.Rule;
import io.partnersupport.entitlement.domain.coverage.CoverageAnswer;
import io.partnersupport.entitlement.domain.coverage.CoverageAnswer.Verdict;
import io.partnersupport.entitlement.domain.coverage.CoverageFacts;
import io.partnersupport.entitlement.domain.coverage.CoverageKnowledge;
import io.partnersupport.entitlement.domain.coverage.CoverageRules;
import io.partnersupport.entitlement.domain.coverage.PlanCoverage;
import io.partnersupport.entitlement.domain.plan.PaidPlan;
import io.partnersupport.entitlement.domain.product.Product;
import io.partnersupport.entitlement.domain.product.Product.Lifecycle;
import io.partnersupport.entitlement.domain.product.Product.Support;
import io.partnersupport.entitlement.domain.product.Product.VendorSupport;
import io.partnersupport.entitlement.domain.product.ProductKind;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.RequestLanguage;
import io.partnersupport.kit.identity.CurrentCaller;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/coverage-checks")
@Authenticated
@Tag(name = "Coverage", description = "Whether a partner's benefits cover a product, and why")
class CoverageCheckResource {
    /** What is asked about. */
    record CoverageCheckRequest(
            @NotNull
            @Pattern(regexp = "me|" + PartnerId.FORM, message = "me-or-partner-id")
            @Schema(description = "\"me\" is the caller's own partner", examples = "4960003")
            String partnerId,

            @NotNull @Size(min = 1, max = 100) @Schema(examples = "azure")
            String productId,

            @Size(min = 1, max = 100)
            @Schema(description = "Of an on-premises product; if left out, the one that is current at that instant")
            String version,

            @Schema(description = "The instant; now if left out")
            Instant at) {}

    /** The membership and the grant that decide. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CoverageGrantResponse(
            UUID membershipId,
            String offer,
            String offerName,
            String competencyArea,
            Instant startsAt,
            Instant activateBy,
            Instant usableUntil,
            BenefitUnit unit,
            Integer quantity,
            boolean unlimited) {
        static CoverageGrantResponse from(Benefit grant) {
            return new CoverageGrantResponse(
                    grant.grantedBy().membershipId(),
                    grant.grantedBy().offer(),
                    grant.grantedBy().offerName(),
                    grant.grantedBy().competencyArea().orElse(null),
                    grant.startsAt(),
                    grant.activateBy(),
                    grant.usableUntil(),
                    grant.unit(),
                    grant.quantity().isUnlimited()
                            ? null
                            : grant.quantity().units().getAsInt(),
                    grant.quantity().isUnlimited());
        }
    }

    /** Something that helps. */
    record RemedyResponse(String code, String text) {}

    /** What one rule said. */
    record CoverageStepResponse(Rule rule, boolean satisfied, String text) {}

    /** One benefit's answer; without a grant the partner does not have it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BenefitCoverageResponse(
            UUID benefitId,
            String kind,
            String name,
            Category category,
            boolean covered,
            List<Problem.Reason> reasons,
            List<RemedyResponse> remedies,
            List<Problem.Reason> notices,
            CoverageGrantResponse grantedBy,

            @Schema(description = "Every rule that was asked, in order, and what it said")
            List<CoverageStepResponse> explanation) {
        static BenefitCoverageResponse from(BenefitCoverage coverage, CoverageAnswer answer, Locale language) {
            CoverageTexts texts = CoverageTexts.of(answer, coverage, language);
            return new BenefitCoverageResponse(
                    coverage.grant().map(Benefit::id).orElse(null),
                    coverage.benefit().kind(),
                    coverage.benefit().name(),
                    coverage.benefit().category(),
                    coverage.isCovered(),
                    coverage.reasons().stream().map(texts::reason).toList(),
                    coverage.remedies().stream()
                            .map(remedy -> new RemedyResponse(Problem.codeOf(remedy), texts.remedy(remedy)))
                            .toList(),
                    coverage.grant().stream()
                            .filter(grant -> grant.isInRenewalWindow(answer.at()))
                            .map(grant -> texts.notice("renewal-window"))
                            .toList(),
                    coverage.grant().map(CoverageGrantResponse::from).orElse(null),
                    coverage.trace().stream()
                            .map(step -> new CoverageStepResponse(
                                    step.rule(), step.reasons().isEmpty(), texts.step(step)))
                            .toList());
        }
    }

    /** A paid plan's answer. */
    record PlanCoverageResponse(
            UUID planId,
            String plan,
            String name,
            Instant startsAt,
            Instant endsAt,
            boolean covered,
            List<String> reasons) {
        static PlanCoverageResponse from(PlanCoverage coverage) {
            PaidPlan plan = coverage.plan();
            return new PlanCoverageResponse(
                    plan.id(),
                    plan.terms().plan(),
                    plan.terms().name(),
                    plan.period().from(),
                    plan.period().until(),
                    coverage.isCovered(),
                    coverage.reasons().stream().map(Problem::codeOf).toList());
        }
    }

    /** What every benefit says, and the answer in one sentence. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CoverageCheckResponse(
            String partnerId,
            String productId,
            String productName,
            ProductKind kind,
            String version,
            Support support,
            LocalDate mainstreamEndsOn,
            Instant at,
            Verdict verdict,

            @Schema(description = "Whether it is covered, why, and what to do, for a person to read")
            String summary,

            List<BenefitCoverageResponse> benefits,

            @Schema(description = "Plans in force that the partner pays for")
            List<PlanCoverageResponse> paidPlans,

            VendorSupport vendorSupport) {
        static CoverageCheckResponse from(CoverageAnswer answer, Locale language) {
            Product product = answer.product();
            Optional<Lifecycle> version = answer.version();
            return new CoverageCheckResponse(
                    answer.facts().partner().id().value(),
                    product.productId(),
                    product.name(),
                    product.kind(),
                    version.map(known -> known.version().version())
                            .or(answer::askedVersion)
                            .orElse(null),
                    version.map(known -> known.supportAt(answer.at())).orElse(null),
                    version.map(known -> known.version().mainstreamEndsOn()).orElse(null),
                    answer.at(),
                    answer.verdict(),
                    CoverageTexts.summary(answer, language),
                    answer.benefits().stream()
                            .map(coverage -> BenefitCoverageResponse.from(coverage, answer, language))
                            .toList(),
                    answer.plans().stream().map(PlanCoverageResponse::from).toList(),
                    product.vendorSupport());
        }
    }

    private final CoverageKnowledge knowledge;
    private final CurrentCaller caller;
    private final RequestLanguage language;
    private final Clock clock;

    CoverageCheckResource(CoverageKnowledge knowledge, CurrentCaller caller, RequestLanguage language, Clock clock) {
        this.knowledge = knowledge;
        this.caller = caller;
        this.language = language;
        this.clock = clock;
    }

    @POST
    @Operation(summary = "Ask which of a partner's benefits cover a product, and why; nothing is changed")
    public CoverageCheckResponse checkCoverage(@Valid @NotNull CoverageCheckRequest request) {
        PartnerId partner = Problems.authorizedPartner(caller.get(), request.partnerId(), PartnerAccess.BENEFITS);
        Instant at = request.at() == null ? clock.instant() : request.at();
        CoverageFacts facts = knowledge.about(partner, request.productId(), at).orElseThrow(Problems::notFound);
        Product product = facts.product().orElseThrow(Problems::unknownProduct);
        return CoverageCheckResponse.from(
                CoverageRules.check(facts, product, Optional.ofNullable(request.version()), at), language.locale());
    }
}
