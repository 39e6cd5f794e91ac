package io.partnersupport.entitlement.domain.coverage;

/** What a person can do when a benefit does not cover a product. The names are API. */
public enum Remedy {
    BUY_MEMBERSHIP,
    SIGN_IN_WITH_OTHER_ACCOUNT,
    RENEW_MEMBERSHIP,
    WAIT_FOR_MEMBERSHIP,
    EARN_COMPETENCY,
    CHOOSE_GRANTING_OFFER,
    CONTACT_PARTNER_FRONTLINE,
    CONTACT_VENDOR,
    CREATE_REQUEST_DIRECTLY,
    USE_OTHER_BENEFIT,
    CHOOSE_KNOWN_VERSION,
    USE_PAID_SUPPORT,
    PURCHASE_PARTNER_SUPPORT_PLAN
}
