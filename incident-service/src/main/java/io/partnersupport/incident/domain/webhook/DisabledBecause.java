package io.partnersupport.incident.domain.webhook;

/** Why an endpoint gets nothing. The names are API: add, never rename or reuse. */
public enum DisabledBecause {
    /** An admin of the partner said so. */
    OWNER,
    /** It answered 410 Gone. */
    GONE,
    /** Every attempt failed for days. */
    FAILING
}
