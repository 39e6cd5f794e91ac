package io.partnersupport.incident.domain.incident;

/** What an incident is about (I-4). */
public enum IncidentKind {
    /** Something does not work as expected; counted. */
    BREAK_FIX,
    BILLING,
    SUBSCRIPTION,
    FRAUD;

    /** Whether it never spends a unit and so needs no plan. */
    public boolean isFree() {
        return this != BREAK_FIX;
    }
}
