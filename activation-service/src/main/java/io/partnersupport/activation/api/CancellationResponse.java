package io.partnersupport.activation.api;

import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.MembershipId;
import io.partnersupport.activation.domain.cancellation.Cancellation;
import io.partnersupport.kit.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A granted request to cancel a purchase")
record CancellationResponse(
        UUID id,

        @Schema(description = "By which people talk about it", examples = "CR-00000042")
        String requestNumber,

        @Schema(description = "Only what is granted is kept: a refusal is a problem", examples = "GRANTED")
        String status,

        @Schema(description = "Null where only an offer is cancelled")
        UUID membershipId,

        @Schema(description = "Null where the membership is cancelled")
        UUID offerId,

        @Schema(description = "Reasons against it: none, as it is granted")
        List<Problem.Reason> reasons,

        @Schema(description = "From then on it would have been too late", examples = "2026-04-01T00:00:00Z")
        Instant refundUntil,

        @Schema(description = "A userId") String cancelledBy,

        @Schema(examples = "2026-03-12T09:30:00Z") Instant cancelledAt) {
    static CancellationResponse from(Cancellation granted) {
        return new CancellationResponse(
                granted.id(),
                granted.requestNumber(),
                "GRANTED",
                granted.membership().map(MembershipId::value).orElse(null),
                granted.offer().map(BenefitId::value).orElse(null),
                List.of(),
                granted.refundUntil(),
                granted.by().id(),
                granted.at());
    }
}
