package io.partnersupport.activation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.activation.api.BenefitProblems.Arguments;
import io.partnersupport.activation.application.ListCloudServices.CloudService;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.benefit.PartnerDirectory.Colleague;
import io.partnersupport.activation.domain.cloud.CloudAssignment;
import io.partnersupport.activation.domain.cloud.CloudTerms;
import io.partnersupport.kit.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A cloud service that the partner may use")
record CloudBenefitResponse(
        UUID benefitId,

        @Schema(examples = "azure-credit") String kind,

        @Schema(examples = "Azure credit") String name,

        @Schema(description = "The membership that grants it", examples = "Gold competency")
        String offerName,

        @Schema(description = "LICENSE, or CREDIT: US dollars a month", examples = "CREDIT")
        String unit,

        @Schema(description = "Null where unlimited", examples = "200")
        Integer quantity,

        boolean unlimited,

        @Schema(description = "Used by whom it is assigned to, or by keys")
        CloudTerms.Model model,

        @Schema(description = "Where usage-based, or null") CloudAssigneeResponse assignee,

        @Schema(description = "Whether the caller can assign it to themselves now")
        boolean canAssign,

        @Schema(description = "Every reason why not") List<Problem.Reason> cannotAssignBecause,

        @Schema(description = "Whether its keys were revealed; this keeps the right to a refund")
        boolean revealed,

        @Schema(description = "Whether the caller can get the keys now")
        boolean canReveal,

        @Schema(description = "Every reason why not") List<Problem.Reason> cannotRevealBecause,

        Instant activateBy,
        Instant usableUntil) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "Who uses a usage-based service")
    record CloudAssigneeResponse(
            @Schema(description = "A userId") String userId,

            @Schema(description = "Null where the partner's directory does not have them", examples = "Ada Contoso")
            String name,

            @Schema(examples = "2026-03-12T09:30:00Z") Instant assignedAt,

            @Schema(
                    description = "How to use it; told to whom it is assigned",
                    examples = "Sign in to the Azure portal.")
            String instructions) {
        static CloudAssigneeResponse from(CloudAssignment assignment, String name, String instructions) {
            return new CloudAssigneeResponse(assignment.assignee(), name, assignment.assignedAt(), instructions);
        }
    }

    static CloudBenefitResponse from(CloudService service, List<Colleague> admins, List<Colleague> globalAdmins) {
        GrantedBenefit grant = service.benefit().grant();
        return new CloudBenefitResponse(
                grant.id().value(),
                grant.kind(),
                grant.name(),
                service.benefit().offerName(),
                grant.unit(),
                grant.quantity().orNull(),
                grant.quantity().isUnlimited(),
                service.benefit().terms().model(),
                service.assignment()
                        .map(assignment -> CloudAssigneeResponse.from(
                                assignment, service.assigneeName().orElse(null), null))
                        .orElse(null),
                service.refusalsOfAssignment().isEmpty(),
                BenefitProblems.reasons(service.refusalsOfAssignment(), Arguments.of(grant, globalAdmins, "")),
                service.firstRevealedAt().isPresent(),
                service.refusalsOfReveal().isEmpty(),
                BenefitProblems.reasons(service.refusalsOfReveal(), Arguments.of(grant, admins, "")),
                grant.activateBy(),
                grant.usableUntil());
    }
}
