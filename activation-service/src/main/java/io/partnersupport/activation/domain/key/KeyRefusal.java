package io.partnersupport.activation.domain.key;

/** Why keys are not revealed. The first of several names the problem. */
public enum KeyRefusal {
    ADMIN_REQUIRED,
    MANAGED_OUTSIDE,
    GRANT_WITHDRAWN,
    ACTIVATION_NOT_OPEN_YET,
    ACTIVATION_WINDOW_CLOSED,
    GRANT_ENDED,
    GRANT_SUPERSEDED,
    USAGE_BASED_SERVICE,
    LANGUAGE_NOT_OFFERED,
    OPERATING_SYSTEM_NOT_OFFERED,
    VIEW_BEHIND,
    NO_KEY_LEFT
}
