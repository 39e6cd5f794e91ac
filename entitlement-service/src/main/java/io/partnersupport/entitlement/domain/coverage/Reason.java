package io.partnersupport.entitlement.domain.coverage;

import java.util.List;

/** Why a benefit does not cover a product (E-4, E-5, E-10, E-11, E-15, A-12). The names are API. */
public enum Reason {
    // nobody grants the benefit
    NO_BENEFITS,
    MEMBERSHIP_ENDED,
    MEMBERSHIP_NOT_STARTED,
    MEMBERSHIP_CANCELLED,
    NO_CLOUD_BENEFIT,
    BENEFIT_NOT_GRANTED,
    // it is granted, but cannot be used
    MANAGED_OUTSIDE,
    // it is for other products
    MARKETPLACE_PRODUCT,
    NO_CONTRACT_NEEDED,
    CLOUD_PRODUCT_ONLY,
    ON_PREMISES_PRODUCT_ONLY,
    PRODUCT_NOT_COVERED,
    // it is for other versions
    UNKNOWN_VERSION,
    VERSION_NOT_COVERED,
    MAINSTREAM_SUPPORT_ENDED;

    /** What helps against it. */
    public List<Remedy> remedies() {
        return switch (this) {
            case NO_BENEFITS -> List.of(Remedy.BUY_MEMBERSHIP, Remedy.SIGN_IN_WITH_OTHER_ACCOUNT);
            case MEMBERSHIP_CANCELLED -> List.of(Remedy.BUY_MEMBERSHIP);
            case MEMBERSHIP_ENDED -> List.of(Remedy.RENEW_MEMBERSHIP);
            case MEMBERSHIP_NOT_STARTED -> List.of(Remedy.WAIT_FOR_MEMBERSHIP);
            case NO_CLOUD_BENEFIT -> List.of(Remedy.EARN_COMPETENCY, Remedy.PURCHASE_PARTNER_SUPPORT_PLAN);
            case BENEFIT_NOT_GRANTED -> List.of(Remedy.CHOOSE_GRANTING_OFFER);
            case MANAGED_OUTSIDE -> List.of(Remedy.CONTACT_PARTNER_FRONTLINE);
            case MARKETPLACE_PRODUCT -> List.of(Remedy.CONTACT_VENDOR);
            case NO_CONTRACT_NEEDED -> List.of(Remedy.CREATE_REQUEST_DIRECTLY);
            case CLOUD_PRODUCT_ONLY, ON_PREMISES_PRODUCT_ONLY -> List.of(Remedy.USE_OTHER_BENEFIT);
            case UNKNOWN_VERSION -> List.of(Remedy.CHOOSE_KNOWN_VERSION);
            case PRODUCT_NOT_COVERED, VERSION_NOT_COVERED, MAINSTREAM_SUPPORT_ENDED ->
                List.of(Remedy.USE_PAID_SUPPORT, Remedy.PURCHASE_PARTNER_SUPPORT_PLAN);
        };
    }
}
