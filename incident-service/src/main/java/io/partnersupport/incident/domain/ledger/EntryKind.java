package io.partnersupport.incident.domain.ledger;

/** What a ledger entry does to its balance (I-3). */
public enum EntryKind {
    GRANTED,
    SPENT,
    REFUNDED,
    ADJUSTED,
    WITHDRAWN
}
