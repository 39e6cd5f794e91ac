package io.partnersupport.incident.domain;

/** Every reason against a plan or a request. The names are API: add, never rename or reuse. */
public enum Refusal {
    // about the request
    UNKNOWN_CUSTOMER,
    UNKNOWN_PRODUCT,
    MARKETPLACE_PRODUCT,
    BELONGS_TO_ADVISORY_REQUESTS,
    BELONGS_TO_DYNAMICS_SUPPORT,
    MANAGED_OUTSIDE,
    UNKNOWN_VERSION,
    VERSION_REQUIRED,
    UNKNOWN_PLAN,
    NO_POLICIES_IN_FORCE,
    SEVERITY_A_NEEDS_REACHABLE_CONTACT,
    // about a request for a customer
    NOT_A_CSP_PARTNER,
    CSP_ASSOCIATION_REQUIRED,
    ADMIN_AGENT_REQUIRED,
    HELPDESK_AGENT_CANNOT_FILE_AZURE,
    AZURE_ACCESS_NOT_GRANTED,
    DELEGATED_ADMINISTRATION_REQUIRED,
    ASFP_REQUIRED,
    CUSTOMER_DOMAIN_REQUIRED,
    CUSTOMER_DOMAIN_MISMATCH,
    AZURE_SUBSCRIPTION_REQUIRED,
    AZURE_SUBSCRIPTION_NOT_MANAGED,
    CUSTOMER_CONTACT_NOT_ALLOWED,
    // about all plans of the account
    NO_USABLE_PLAN,
    NO_CLOUD_BENEFIT,
    // about one plan and the product
    CLOUD_PRODUCT_ONLY,
    ON_PREMISES_PRODUCT_ONLY,
    PRODUCT_NOT_COVERED,
    VERSION_NOT_COVERED,
    MAINSTREAM_SUPPORT_ENDED,
    // about one plan and the request
    OWN_TENANT_NOT_COVERED,
    PHONE_NOT_OFFERED,
    // about one plan, whatever the product
    PLAN_NOT_LINKED,
    CONTRACT_WITHDRAWN,
    SUPERSEDED,
    PLAN_EXPIRED,
    PLAN_NOT_STARTED,
    INCIDENTS_EXHAUSTED;

    /** Whether news that has not arrived here yet could turn it into an acceptance. */
    public boolean mayBeMissingNews() {
        return switch (this) {
            case UNKNOWN_CUSTOMER,
                    UNKNOWN_PRODUCT,
                    UNKNOWN_VERSION,
                    UNKNOWN_PLAN,
                    NO_POLICIES_IN_FORCE,
                    NOT_A_CSP_PARTNER,
                    ASFP_REQUIRED,
                    NO_USABLE_PLAN,
                    PLAN_NOT_LINKED -> true;
            case MARKETPLACE_PRODUCT,
                    BELONGS_TO_ADVISORY_REQUESTS,
                    BELONGS_TO_DYNAMICS_SUPPORT,
                    MANAGED_OUTSIDE,
                    VERSION_REQUIRED,
                    SEVERITY_A_NEEDS_REACHABLE_CONTACT,
                    CSP_ASSOCIATION_REQUIRED,
                    ADMIN_AGENT_REQUIRED,
                    HELPDESK_AGENT_CANNOT_FILE_AZURE,
                    AZURE_ACCESS_NOT_GRANTED,
                    DELEGATED_ADMINISTRATION_REQUIRED,
                    CUSTOMER_DOMAIN_REQUIRED,
                    CUSTOMER_DOMAIN_MISMATCH,
                    AZURE_SUBSCRIPTION_REQUIRED,
                    AZURE_SUBSCRIPTION_NOT_MANAGED,
                    CUSTOMER_CONTACT_NOT_ALLOWED,
                    NO_CLOUD_BENEFIT,
                    CLOUD_PRODUCT_ONLY,
                    ON_PREMISES_PRODUCT_ONLY,
                    PRODUCT_NOT_COVERED,
                    VERSION_NOT_COVERED,
                    MAINSTREAM_SUPPORT_ENDED,
                    OWN_TENANT_NOT_COVERED,
                    PHONE_NOT_OFFERED,
                    CONTRACT_WITHDRAWN,
                    SUPERSEDED,
                    PLAN_EXPIRED,
                    PLAN_NOT_STARTED,
                    INCIDENTS_EXHAUSTED -> false;
        };
    }
}
