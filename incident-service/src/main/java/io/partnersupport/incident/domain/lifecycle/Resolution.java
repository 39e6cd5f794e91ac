package io.partnersupport.incident.domain.lifecycle;

/** Why an incident ended; the edition's policy says which of these give the unit back (I-4). */
public enum Resolution {
    DUPLICATE,
    PRODUCT_BUG,
    /** Taken back before the first response. */
    CANCELLED,
    RESOLVED,
    SELF_SOLVED,
    ABANDONED
}
