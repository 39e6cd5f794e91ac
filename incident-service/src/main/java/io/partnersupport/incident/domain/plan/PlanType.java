package io.partnersupport.incident.domain.plan;

/** What kind of plan an incident is opened under. */
public enum PlanType {
    /** A line of a linked contract. */
    PARTNER_CONTRACT,
    /** What every Cloud Solution Provider partner has for its customers. */
    CLOUD_SOLUTION_PROVIDER,
    /** Advanced Support for Partners. */
    ASFP,
    PREMIER,
    AZURE,
    /** Another plan that a partner pays for. */
    PAID;

    /** Whether it covers recent versions only: that goes with a membership, and paid plans are the way out of it (E-10). */
    boolean isForRecentVersions() {
        return this == PARTNER_CONTRACT;
    }

    /** Whether it is what Dynamics 365 under the Cloud Solution Provider program needs (E-14). */
    boolean isAsfpOrHigher() {
        return this == ASFP || this == PREMIER;
    }

    /** The type of a plan that a partner pays for, by its code in the catalogue, which may know more of them. */
    public static PlanType ofPaid(String code) {
        return switch (code) {
            case "ASFP" -> ASFP;
            case "PREMIER" -> PREMIER;
            case "AZURE" -> AZURE;
            default -> PAID;
        };
    }
}
