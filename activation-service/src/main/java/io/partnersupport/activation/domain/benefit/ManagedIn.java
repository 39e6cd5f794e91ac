package io.partnersupport.activation.domain.benefit;

/** Where the partner's membership is managed (E-15). */
public enum ManagedIn {
    PARTNER_CENTER,
    PMC
}
