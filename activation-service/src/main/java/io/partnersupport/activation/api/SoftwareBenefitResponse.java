package io.partnersupport.activation.api;

import io.partnersupport.activation.api.BenefitProblems.Arguments;
import io.partnersupport.activation.application.ListSoftware.Software;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.benefit.PartnerDirectory.Colleague;
import io.partnersupport.kit.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "Software that the partner may use")
record SoftwareBenefitResponse(
        UUID benefitId,

        @Schema(examples = "windows-11-enterprise") String kind,

        @Schema(examples = "Windows 11 Enterprise") String name,

        @Schema(description = "The membership that grants it", examples = "Gold competency")
        String offerName,

        @Schema(examples = "LICENSE") String unit,

        @Schema(description = "Licences; null where unlimited", examples = "100")
        Integer quantity,

        boolean unlimited,

        @Schema(examples = "[\"en\", \"pl\"]") List<String> languages,

        @Schema(examples = "[\"windows-x64\"]") List<String> operatingSystems,

        @Schema(description = "Whether its keys were revealed, which ends the right to a refund")
        boolean revealed,

        @Schema(description = "When they were revealed first, or null")
        Instant firstRevealedAt,

        @Schema(description = "Whether the caller can get the keys now")
        boolean canReveal,

        @Schema(description = "Every reason why not") List<Problem.Reason> cannotRevealBecause,

        @Schema(description = "The end of the membership: from then on its keys cannot be revealed for the first time")
        Instant activateBy,

        @Schema(description = "The end of the renewal window: from then on it cannot be used")
        Instant usableUntil) {
    static SoftwareBenefitResponse from(Software software, List<Colleague> whoCan) {
        GrantedBenefit grant = software.benefit().grant();
        return new SoftwareBenefitResponse(
                grant.id().value(),
                grant.kind(),
                grant.name(),
                software.benefit().offerName(),
                grant.unit(),
                grant.quantity().orNull(),
                grant.quantity().isUnlimited(),
                software.benefit().terms().languages(),
                software.benefit().terms().operatingSystems(),
                software.firstRevealedAt().isPresent(),
                software.firstRevealedAt().orElse(null),
                software.refusals().isEmpty(),
                BenefitProblems.reasons(software.refusals(), Arguments.of(grant, whoCan, "")),
                grant.activateBy(),
                grant.usableUntil());
    }
}
