package io.partnersupport.incident.domain;

/** Every reason against a plan or a request. The names are API: add, never rename or reuse. */
public enum Refusal {
    // about the request
    UNKNOWN_PRODUCT,
    MARKETPLACE_PRODUCT,
    UNKNOWN_VERSION,
    VERSION_REQUIRED,
    UNKNOWN_PLAN,
    NO_EDITION_IN_FORCE,
    SEVERITY_A_NEEDS_REACHABLE_CONTACT,
    // about all plans of the account
    NO_USABLE_PLAN,
    NO_CLOUD_BENEFIT,
    // about one plan and the product
    CLOUD_PRODUCT_ONLY,
    ON_PREMISES_PRODUCT_ONLY,
    PRODUCT_NOT_COVERED,
    VERSION_NOT_COVERED,
    MAINSTREAM_SUPPORT_ENDED,
    // about one plan, whatever the product
    CONTRACT_WITHDRAWN,
    SUPERSEDED,
    PLAN_EXPIRED,
    PLAN_NOT_STARTED,
    INCIDENTS_EXHAUSTED;

    /** Whether news that has not arrived here yet could turn it into an acceptance. */
    public boolean mayBeMissingNews() {
        return switch (this) {
            case UNKNOWN_PRODUCT, UNKNOWN_VERSION, UNKNOWN_PLAN, NO_EDITION_IN_FORCE, NO_USABLE_PLAN -> true;
            case VERSION_REQUIRED,
                    SEVERITY_A_NEEDS_REACHABLE_CONTACT,
                    MARKETPLACE_PRODUCT,
                    NO_CLOUD_BENEFIT,
                    CLOUD_PRODUCT_ONLY,
                    ON_PREMISES_PRODUCT_ONLY,
                    PRODUCT_NOT_COVERED,
                    VERSION_NOT_COVERED,
                    MAINSTREAM_SUPPORT_ENDED,
                    CONTRACT_WITHDRAWN,
                    SUPERSEDED,
                    PLAN_EXPIRED,
                    PLAN_NOT_STARTED,
                    INCIDENTS_EXHAUSTED -> false;
        };
    }
}
