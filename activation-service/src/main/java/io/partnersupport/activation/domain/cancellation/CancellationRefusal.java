package io.partnersupport.activation.domain.cancellation;

/** Why a purchase cannot be cancelled. The first of several names the problem. */
public enum CancellationRefusal {
    ADMIN_REQUIRED,
    GRANT_WITHDRAWN,
    REFUND_PERIOD_OVER,
    SOFTWARE_KEYS_REVEALED
}
