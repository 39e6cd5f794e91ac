package io.partnersupport.activation.api;

import io.partnersupport.activation.application.ListTechnicalBenefits.TechnicalBenefit;
import io.partnersupport.activation.domain.activation.ActivationStatus;
import io.partnersupport.activation.domain.activation.Refusal;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.benefit.PartnerDirectory.Colleague;
import io.partnersupport.kit.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A technical support benefit or advisory hours")
record TechnicalBenefitResponse(
        UUID benefitId,
        String kind,
        String name,
        String unit,

        @Schema(description = "Units granted; null where unlimited")
        Integer quantity,

        boolean unlimited,
        ActivationStatus status,

        @Schema(description = "Whether the caller can activate it now")
        boolean canActivate,

        @Schema(description = "Every reason why not") List<Problem.Reason> cannotActivateBecause,

        @Schema(description = "Whom to ask, where the caller has not the role")
        List<ColleagueResponse> whoCanActivate,

        @Schema(description = "The end of the membership: from then on it cannot be activated")
        Instant activateBy,

        @Schema(description = "The end of the renewal window: from then on it cannot be used")
        Instant usableUntil,

        @Schema(description = "Units left, as granted until a balance is known; null where unlimited")
        Integer remaining,

        @Schema(description = "The latest request to activate it, or null")
        UUID activationId,

        @Schema(description = "Once it was activated, or null")
        BenefitContractResponse contract) {
    static TechnicalBenefitResponse from(TechnicalBenefit item, List<Colleague> whoCanActivate) {
        GrantedBenefit benefit = item.benefit();
        List<Problem.Reason> reasons = codes(item)
                .map(code -> Problems.reason(code, benefit, whoCanActivate))
                .toList();
        boolean mustAsk = codes(item).anyMatch(Problem.codeOf(Refusal.ROLE_REQUIRED)::equals);
        return new TechnicalBenefitResponse(
                benefit.id().value(),
                benefit.kind(),
                benefit.name(),
                benefit.unit(),
                benefit.quantity().orNull(),
                benefit.quantity().isUnlimited(),
                item.status(),
                reasons.isEmpty(),
                reasons,
                mustAsk ? whoCanActivate.stream().map(ColleagueResponse::from).toList() : List.of(),
                benefit.activateBy(),
                benefit.usableUntil(),
                item.remaining().orNull(),
                item.activation().map(id -> id.value()).orElse(null),
                item.contract().map(BenefitContractResponse::from).orElse(null));
    }

    /** That it was requested before makes every other reason meaningless. */
    private static Stream<String> codes(TechnicalBenefit item) {
        if (item.status() == ActivationStatus.REQUESTED) {
            return Stream.of("already-requested");
        }
        if (item.status() == ActivationStatus.ACTIVE && item.contract().isPresent()) {
            return Stream.of("already-active");
        }
        return item.refusals().stream().map(Problem::codeOf);
    }
}
