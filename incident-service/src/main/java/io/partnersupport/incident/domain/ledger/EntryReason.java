package io.partnersupport.incident.domain.ledger;

/** Why a ledger entry was made. */
public enum EntryReason {
    BENEFIT_ACTIVATED,
    /** The same benefit grants more than before. */
    TOPPED_UP,
    INCIDENT_OPENED,
    /** Given back for the incident's resolution (I-4), which the note names. */
    INCIDENT_CLOSED,
    /** Hours of an advisory request (I-14). */
    HOURS_WORKED,
    /** By an operator, whose reason the note is. */
    ADJUSTED_BY_OPERATOR,
    /** Spent on the line that this one superseded (E-3). */
    CARRIED_OVER,
    SUPERSEDED,
    CONTRACT_WITHDRAWN,
    /** The contract, in its newest state, does not have the line any more. */
    LINE_REMOVED,
    EXPIRED,
    /** The end was moved after the benefit had expired: what was taken back is given again. */
    EXTENDED
}
