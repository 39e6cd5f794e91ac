package io.partnersupport.incident.domain.plan;

/** What kind of plan an incident is opened under. */
public enum PlanType {
    /** A line of a linked contract. */
    PARTNER_CONTRACT
}
