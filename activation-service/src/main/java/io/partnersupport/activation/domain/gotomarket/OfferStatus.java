package io.partnersupport.activation.domain.gotomarket;

import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import java.time.Instant;
import java.util.Optional;

/** Where an offer stands at an instant; one whose request was rejected is available again. */
public enum OfferStatus {
    AVAILABLE,
    PENDING,
    ACTIVE,
    EXPIRED,
    WITHDRAWN;

    /** Derives the status from what does not age. */
    public static OfferStatus of(GrantedBenefit grant, Optional<OfferActivation> latest, Instant at) {
        if (grant.withdrawn()) {
            return WITHDRAWN;
        }
        Optional<OfferActivation> live = latest.filter(OfferActivation::isLive);
        if (live.isEmpty()) {
            return AVAILABLE;
        }
        if (live.get().state() == OfferActivation.State.REQUESTED) {
            return PENDING;
        }
        return live.get().isInUse(at) ? ACTIVE : EXPIRED;
    }
}
