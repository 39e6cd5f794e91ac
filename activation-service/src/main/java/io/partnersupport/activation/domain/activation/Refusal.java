package io.partnersupport.activation.domain.activation;

/** Why a benefit cannot be activated. The first of several names the problem. */
public enum Refusal {
    ROLE_REQUIRED,
    MANAGED_OUTSIDE,
    ACTIVATION_NOT_NEEDED,
    ACTIVATION_NOT_OPEN_YET,
    ACTIVATION_WINDOW_CLOSED,
    SUPERSEDED_BY_BETTER_GRANT,
    BENEFIT_WITHDRAWN,
    /** The benefit is known here and its partner is not yet: whether it is managed outside would be a guess. */
    VIEW_BEHIND
}
