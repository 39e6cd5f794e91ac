package io.partnersupport.incident.domain.incident;

/** The business impact (I-10). */
public enum Severity {
    /** Critical: significant loss or degradation, production is down. */
    A,
    /** Moderate: production is partially affected. */
    B,
    /** Minimal: production is still available, or only non-production is affected. */
    C
}
