package io.partnersupport.entitlement.domain.membership;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A partner's dated purchase of an offer. The edition's revision fixes what it grants (E-8).
 *
 * @param period from the purchase, or from the end of the membership it renews (E-7)
 * @param withdrawnAt when it was cancelled; its benefits are withdrawn since then
 */
public record Membership(
        UUID id,
        PartnerId partnerId,
        String offer,
        Optional<String> competencyArea,
        LocalDate purchasedOn,
        Period period,
        String edition,
        int editionRevision,
        Optional<Instant> withdrawnAt) {
    /** The same, cancelled at an instant; what is cancelled already stays so since then. */
    public Membership withdrawn(Instant at) {
        return new Membership(
                id,
                partnerId,
                offer,
                competencyArea,
                purchasedOn,
                period,
                edition,
                editionRevision,
                withdrawnAt.or(() -> Optional.of(at)));
    }

    /** Whether it follows the other one without a gap. */
    boolean renews(Membership other) {
        return withdrawnAt.isEmpty()
                && isOf(other.offer, other.competencyArea)
                && period.from().equals(other.period.until());
    }

    boolean isOf(String otherOffer, Optional<String> otherArea) {
        return offer.equals(otherOffer) && competencyArea.equals(otherArea);
    }
}
