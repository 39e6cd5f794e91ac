package io.partnersupport.entitlement.domain.plan;

import io.partnersupport.entitlement.domain.catalogue.Coverage;

/**
 * What a kind of plan is; from the catalogue's document, and kept with each plan as it was when that was recorded.
 *
 * @param plan its code, such as ASFP
 * @param rank where a plan is required, one of a higher rank does as well (E-14)
 * @param needsActivation whether it gets an Access ID and Contract ID of its own
 * @param linkPolicy how its contract may be linked; null where it has none
 */
public record PlanTerms(
        String plan, String name, int rank, boolean needsActivation, String linkPolicy, Coverage covers) {}
