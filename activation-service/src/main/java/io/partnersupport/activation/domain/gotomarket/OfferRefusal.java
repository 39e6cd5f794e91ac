package io.partnersupport.activation.domain.gotomarket;

/** Why an offer cannot be activated. The first of several names the problem. */
public enum OfferRefusal {
    ADMIN_REQUIRED,
    MANAGED_OUTSIDE,
    GRANT_WITHDRAWN,
    ACTIVATION_NOT_OPEN_YET,
    ACTIVATION_WINDOW_CLOSED,
    GRANT_ENDED,
    GRANT_SUPERSEDED,
    OFFER_IN_USE,
    MARKETING_CONTACT_REQUIRED,
    VIEW_BEHIND
}
