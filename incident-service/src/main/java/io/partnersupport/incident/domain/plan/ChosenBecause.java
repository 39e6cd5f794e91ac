package io.partnersupport.incident.domain.plan;

/** Why an incident is opened under this plan, or under none. */
public enum ChosenBecause {
    NAMED,
    ONLY_USABLE_PLAN,
    UNCOUNTED_FIRST,
    ENDS_FIRST,
    COUNTED_PREFERRED,
    /** Requests of this kind are free; no plan is used. */
    KIND_IS_FREE,
    /** Requests for this product need no contract; no plan is used. */
    PRODUCT_NEEDS_NO_CONTRACT
}
