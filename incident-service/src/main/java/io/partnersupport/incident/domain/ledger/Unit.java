package io.partnersupport.incident.domain.ledger;

/** What a balance counts. */
public enum Unit {
    INCIDENT,
    HOUR
}
