package io.partnersupport.activation.domain.gotomarket;

/** Why somebody cannot be the marketing contact. The first of several names the problem. */
public enum ContactRefusal {
    ADMIN_REQUIRED,
    PRECONDITION_FAILED,
    UNKNOWN_USER,
    COMPANY_ACCOUNT_EMAIL,
    VIEW_BEHIND
}
