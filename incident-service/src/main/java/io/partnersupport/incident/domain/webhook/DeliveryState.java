package io.partnersupport.incident.domain.webhook;

/** Where the delivery of one message to one endpoint stands. */
public enum DeliveryState {
    /** It is still to be attempted. */
    PENDING,
    /** The endpoint accepted it. */
    DELIVERED,
    /** It was given up. */
    FAILED
}
