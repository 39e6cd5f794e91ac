package io.partnersupport.incident.domain.advisory;

/** Every reason against advice. The names are API: add, never rename or reuse. */
public enum AdvisoryRefusal {
    BREAK_FIX_BELONGS_TO_INCIDENTS,
    ADVISORY_PRODUCT_UNKNOWN,
    CLOUD_AND_HYBRID_TOPICS_ONLY,
    NO_ADVISORY_HOURS,
    ADVISORY_HOURS_EXHAUSTED,
    ENGAGEMENT_LIMIT_REACHED,
    ADVISORY_REQUEST_CLOSED
}
