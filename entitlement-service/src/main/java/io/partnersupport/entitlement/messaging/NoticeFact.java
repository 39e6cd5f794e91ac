package io.partnersupport.entitlement.messaging;

import io.partnersupport.entitlement.domain.membership.Membership;
import io.partnersupport.entitlement.domain.membership.Notice;
import java.time.Instant;
import java.util.UUID;

record NoticeFact(
        UUID noticeId,
        String kind,
        String partnerId,
        UUID membershipId,
        String offerName,
        String competencyArea,
        Instant endsAt,
        Instant usableUntil) {
    static NoticeFact from(Notice notice, Membership membership) {
        return new NoticeFact(
                notice.id(),
                notice.kind().name(),
                membership.partnerId().value(),
                membership.id(),
                notice.offerName(),
                membership.competencyArea().orElse(null),
                membership.period().until(),
                notice.usableUntil());
    }
}
