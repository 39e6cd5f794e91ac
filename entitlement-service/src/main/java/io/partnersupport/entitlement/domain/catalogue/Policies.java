package io.partnersupport.entitlement.domain.catalogue;

/**
 * The edition's periods and procedures.
 *
 * @param membershipDays how long a membership lasts (E-7)
 * @param renewalWindowDays how long its benefits stay usable after it (E-7)
 */
public record Policies(int membershipDays, int renewalWindowDays, Activation activation) {

    /** How an activation is completed. */
    public record Activation(Processing processing, int expectedWithinBusinessDays) {}

    /** Whether a person looks at a request. */
    public enum Processing {
        AUTOMATIC,
        REVIEW
    }
}
