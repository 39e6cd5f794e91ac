package io.partnersupport.activation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.partnersupport.activation.application.ShowContracts.ShownContract;
import io.partnersupport.activation.domain.contract.Contract;
import io.partnersupport.activation.domain.contract.ContractLine;
import io.partnersupport.activation.domain.contract.ContractLine.Supersession;
import io.partnersupport.activation.domain.contract.ContractRef;
import io.partnersupport.activation.domain.contract.LinkPolicy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What a partner activated in one benefit year")
record PartnerContractResponse(
        UUID id,
        String partnerId,

        @Schema(description = "For MPN-associated users of the partner", examples = "1234567897")
        String accessId,

        @Schema(description = "For MPN-associated users of the partner", examples = "7Q2K-M9XA-04TD")
        String contractId,

        @Schema(description = "The partner's year in the program; absent for a paid plan")
        Integer benefitYear,

        @Schema(description = "Whether many accounts may link it, or one at a time")
        LinkPolicy linkPolicy,

        @Schema(description = "The contract whose links follow to this one")
        UUID renews,

        Instant startsAt,
        Instant endsAt,
        boolean withdrawn,
        Instant withdrawnAt,
        List<PartnerContractLineResponse> lines) {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "One activated benefit")
    record PartnerContractLineResponse(
            UUID benefitId,
            String kind,
            String name,
            String unit,

            @Schema(description = "Units granted; absent where unlimited")
            Integer granted,

            boolean unlimited,
            Instant startsAt,
            Instant endsAt,

            @JsonRawValue
            @Schema(
                    type = SchemaType.OBJECT,
                    description = "Coverage terms",
                    examples = "{\"productKinds\":[\"CLOUD\"],\"excludedProducts\":[\"microsoft-365\"]}")
            String covers,

            @Schema(description = "The benefit that took its place")
            UUID supersededBy,

            Instant supersededAt,
            Instant withdrawnAt) {
        static PartnerContractLineResponse from(ContractLine line) {
            return new PartnerContractLineResponse(
                    line.benefitId().value(),
                    line.kind(),
                    line.name(),
                    line.unit(),
                    line.granted().orNull(),
                    line.granted().isUnlimited(),
                    line.startsAt(),
                    line.endsAt(),
                    line.covers().document(),
                    line.supersededBy()
                            .map(better -> better.benefitId().value())
                            .orElse(null),
                    line.supersededBy().map(Supersession::at).orElse(null),
                    line.withdrawnAt().orElse(null));
        }
    }

    static PartnerContractResponse from(ShownContract shown) {
        Contract contract = shown.contract();
        return new PartnerContractResponse(
                contract.id().value(),
                contract.partnerId().value(),
                shown.pair().map(pair -> pair.accessId().digits()).orElse(null),
                shown.pair().map(pair -> pair.contractId().grouped()).orElse(null),
                contract.benefitYear().isPresent()
                        ? Integer.valueOf(contract.benefitYear().getAsInt())
                        : null,
                contract.linkPolicy(),
                contract.renews().map(ContractRef::value).orElse(null),
                contract.startsAt(),
                contract.endsAt(),
                contract.withdrawnAt().isPresent(),
                contract.withdrawnAt().orElse(null),
                contract.lines().stream().map(PartnerContractLineResponse::from).toList());
    }
}
