package io.partnersupport.incident.domain.ledger;

/** Why a ledger entry was made. */
public enum EntryReason {
    BENEFIT_ACTIVATED,
    INCIDENT_OPENED,
    /** Spent on the line that this one superseded (E-3). */
    CARRIED_OVER,
    SUPERSEDED,
    CONTRACT_WITHDRAWN
}
