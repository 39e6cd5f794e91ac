package io.partnersupport.incident.domain.alert;

/** What is told, once for each balance or incident. The names are API: add, never rename or reuse. */
public enum AlertKind {
    /** At least four fifths of a benefit are used. */
    BENEFIT_MOSTLY_USED,
    BENEFIT_ONE_LEFT,
    BENEFIT_EXHAUSTED,
    /** A benefit ends within 15 days. */
    BENEFIT_ENDING,
    /** Nobody has answered an incident, and the first response is due soon. */
    RESPONSE_DUE_SOON,
    /** Nobody has answered an incident in time. */
    RESPONSE_MISSED
}
