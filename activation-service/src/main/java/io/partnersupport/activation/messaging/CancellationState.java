package io.partnersupport.activation.messaging;

import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.MembershipId;
import io.partnersupport.activation.domain.cancellation.Cancellation;
import java.time.Instant;
import java.util.UUID;

record CancellationState(
        UUID cancellationId,
        String requestNumber,
        String partnerId,
        UUID membershipId,
        UUID benefitId,
        Instant cancelledAt) {
    static CancellationState from(Cancellation granted) {
        return new CancellationState(
                granted.id(),
                granted.requestNumber(),
                granted.partnerId().value(),
                granted.membership().map(MembershipId::value).orElse(null),
                granted.offer().map(BenefitId::value).orElse(null),
                granted.at());
    }
}
