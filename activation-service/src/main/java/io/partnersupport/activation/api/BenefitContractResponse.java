package io.partnersupport.activation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.activation.application.ShowContracts.ShownContract;
import io.partnersupport.activation.domain.contract.Contract;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "The contract that an activated benefit is on")
record BenefitContractResponse(
        UUID id,

        @Schema(description = "For MPN-associated users of the partner", examples = "1234567897")
        String accessId,

        @Schema(description = "For MPN-associated users of the partner", examples = "7Q2K-M9XA-04TD")
        String contractId,

        Instant startsAt,
        Instant endsAt) {
    static BenefitContractResponse from(ShownContract shown) {
        Contract contract = shown.contract();
        return new BenefitContractResponse(
                contract.id().value(),
                shown.pair().map(pair -> pair.accessId().digits()).orElse(null),
                shown.pair().map(pair -> pair.contractId().grouped()).orElse(null),
                contract.startsAt(),
                contract.endsAt());
    }
}
