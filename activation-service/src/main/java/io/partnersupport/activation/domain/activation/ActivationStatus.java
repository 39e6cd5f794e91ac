package io.partnersupport.activation.domain.activation;

import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.contract.ContractLine;
import java.time.Instant;
import java.util.Optional;

/** Where a benefit, or the request to activate it, stands at an instant. Only ACTIVE ones can be used. */
public enum ActivationStatus {
    AVAILABLE,
    REQUESTED,
    ACTIVE,
    REJECTED,
    EXPIRED,
    WITHDRAWN,
    SUPERSEDED;

    /**
     * Derives the status from what does not age.
     *
     * @param latest the latest request to activate the benefit
     * @param line its line, once it was activated
     */
    public static ActivationStatus of(
            GrantedBenefit benefit, Optional<Activation> latest, Optional<ContractLine> line, Instant at) {
        if (line.isPresent()) {
            return ofActivated(benefit, line.get(), at);
        }
        if (!benefit.needsActivation()) {
            return ACTIVE;
        }
        return latest.map(activation -> activation.isLive() ? REQUESTED : REJECTED)
                .orElse(AVAILABLE);
    }

    private static ActivationStatus ofActivated(GrantedBenefit benefit, ContractLine line, Instant at) {
        return benefit.withdrawn() ? WITHDRAWN : of(line, at);
    }

    /** Derives the status of what was activated. */
    public static ActivationStatus of(ContractLine line, Instant at) {
        if (line.withdrawnAt().isPresent()) {
            return WITHDRAWN;
        }
        if (line.supersededBy().isPresent()) {
            return SUPERSEDED;
        }
        return at.isBefore(line.endsAt()) ? ACTIVE : EXPIRED;
    }
}
