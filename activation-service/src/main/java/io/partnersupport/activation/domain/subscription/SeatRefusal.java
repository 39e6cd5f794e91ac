package io.partnersupport.activation.domain.subscription;

/** Why a seat is not assigned. The first of several names the problem. */
public enum SeatRefusal {
    GLOBAL_ADMIN_REQUIRED,
    SEAT_ADMIN_REQUIRED,
    PRECONDITION_FAILED,
    MANAGED_OUTSIDE,
    ACTIVATION_WINDOW_CLOSED,
    UNKNOWN_USER,
    REASSIGNMENT_TOO_EARLY,
    VIEW_BEHIND
}
