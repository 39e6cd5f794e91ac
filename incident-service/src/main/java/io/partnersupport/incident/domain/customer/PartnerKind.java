package io.partnersupport.incident.domain.customer;

/** What a partner is in the Cloud Solution Provider program (E-16). */
public enum PartnerKind {
    DIRECT,
    INDIRECT_PROVIDER,
    INDIRECT_RESELLER,
    /** Not in it. */
    NONE
}
