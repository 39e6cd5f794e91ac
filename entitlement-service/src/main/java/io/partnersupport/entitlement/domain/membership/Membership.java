package io.partnersupport.entitlement.domain.membership;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Period;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A partner's dated purchase of an offer. The edition's revision fixes what it grants (E-8).
 *
 * @param period from the purchase, or from the end of the membership it renews (E-7)
 */
public record Membership(
        UUID id,
        PartnerId partnerId,
        String offer,
        Optional<String> competencyArea,
        LocalDate purchasedOn,
        Period period,
        String edition,
        int editionRevision) {
    boolean isOf(String otherOffer, Optional<String> otherArea) {
        return offer.equals(otherOffer) && competencyArea.equals(otherArea);
    }
}
