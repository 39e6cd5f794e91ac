package io.partnersupport.activation.domain.cloud;

/** Why somebody cannot assign a cloud service to themselves. The first of several names the problem. */
public enum AssignmentRefusal {
    GLOBAL_ADMIN_REQUIRED,
    MANAGED_OUTSIDE,
    GRANT_WITHDRAWN,
    ACTIVATION_NOT_OPEN_YET,
    ACTIVATION_WINDOW_CLOSED,
    GRANT_ENDED,
    GRANT_SUPERSEDED,
    LICENSE_BASED_SERVICE,
    VIEW_BEHIND
}
