package io.partnersupport.incident.domain.advisory;

/** What advice is about (I-14). */
public enum AdvisoryKind {
    /** Before a sale; takes hours only where the benefit says so. */
    PRESALES,
    DEPLOYMENT,
    /** Something does not work as expected: not advice, and refused here with the way to incidents. */
    BREAK_FIX
}
