package io.partnersupport.activation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.activation.application.ListTechnicalBenefits.TechnicalBenefits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "The technical benefits of a partner")
record TechnicalBenefitListResponse(
        List<TechnicalBenefitResponse> items,

        @Schema(description = "Said when there are none") String message,

        @Schema(description = "What may help when there are none")
        String hint,

        @Schema(description = "The instant up to which grants, users and balances are known here")
        Instant asOf) {
    static TechnicalBenefitListResponse from(TechnicalBenefits benefits, Optional<Instant> asOf) {
        List<TechnicalBenefitResponse> items = benefits.items().stream()
                .map(item -> TechnicalBenefitResponse.from(item, benefits.whoCanActivate()))
                .toList();
        return new TechnicalBenefitListResponse(
                items,
                items.isEmpty() ? Problems.text("no-benefits", "title") : null,
                items.isEmpty() ? Problems.text("no-benefits", "nextStep") : null,
                asOf.orElse(null));
    }
}
