package io.partnersupport.activation.domain.benefit;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody wants to make use of a grant. What begins a use must come before the membership ends; what goes on with one
 * may still come in the renewal window (E-7).
 *
 * @param managedIn empty while the partner is not known
 * @param begun whether it is in use already
 */
public record GrantSituation(GrantedBenefit benefit, Optional<ManagedIn> managedIn, boolean begun, Instant at) {
    public boolean isManagedOutside() {
        return managedIn.filter(ManagedIn.PMC::equals).isPresent();
    }

    public boolean isWithdrawn() {
        return benefit.withdrawn();
    }

    public boolean hasNotBegun() {
        return at.isBefore(benefit.startsAt());
    }

    public boolean isTooLateToBegin() {
        return !begun && !at.isBefore(benefit.activateBy()) && !hasEnded();
    }

    public boolean hasEnded() {
        return !at.isBefore(benefit.usableUntil());
    }

    /** Grants of one kind do not add up (E-3). */
    public boolean isNotTheBest() {
        return !begun && benefit.isUsable(at) && !benefit.isListed(at);
    }

    public boolean isGuessing() {
        return managedIn.isEmpty();
    }
}
