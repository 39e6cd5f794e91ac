package io.partnersupport.incident.domain.incident;

/** What a problem is about, as far as it decides who answers. */
public enum ProblemClassification {
    TECHNICAL,
    SUBSCRIPTION,
    LICENSING,
    BILLING,
    FINANCE_AND_OPERATIONS,
    PRESALES,
    DEPLOYMENT,
    MEMBERSHIP;

    /** Whether it is advice, not something that broke (I-14). */
    boolean isAdvisory() {
        return this == PRESALES || this == DEPLOYMENT;
    }

    /** Whether Dynamics support answers it for Dynamics 365 (I-9). */
    boolean isForDynamicsSupport() {
        return this == SUBSCRIPTION || this == LICENSING || this == BILLING || this == FINANCE_AND_OPERATIONS;
    }
}
