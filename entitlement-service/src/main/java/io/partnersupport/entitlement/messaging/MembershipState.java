package io.partnersupport.entitlement.messaging;

import io.partnersupport.entitlement.domain.membership.Membership;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

record MembershipState(
        UUID membershipId,
        String partnerId,
        String offer,
        String competencyArea,
        LocalDate purchasedOn,
        Instant startsAt,
        Instant endsAt,
        String edition,
        int editionRevision,
        boolean withdrawn,
        Instant withdrawnAt) {
    static MembershipState from(Membership membership) {
        return new MembershipState(
                membership.id(),
                membership.partnerId().value(),
                membership.offer(),
                membership.competencyArea().orElse(null),
                membership.purchasedOn(),
                membership.period().from(),
                membership.period().until(),
                membership.edition(),
                membership.editionRevision(),
                membership.withdrawnAt().isPresent(),
                membership.withdrawnAt().orElse(null));
    }
}
