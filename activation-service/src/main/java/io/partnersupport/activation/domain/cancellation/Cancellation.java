package io.partnersupport.activation.domain.cancellation;

import io.partnersupport.activation.domain.Actor;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.MembershipId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A granted request to cancel a membership, or one go-to-market offer.
 *
 * @param requestNumber by which people talk about it
 * @param membership empty where only an offer is cancelled
 * @param offer empty where the whole membership is cancelled
 * @param refundUntil the first instant at which it would have been too late
 */
public record Cancellation(
        UUID id,
        String requestNumber,
        PartnerId partnerId,
        Optional<MembershipId> membership,
        Optional<BenefitId> offer,
        Instant refundUntil,
        Actor by,
        Instant at) {}
