package io.partnersupport.activation.domain.contract;

/** Who may link a contract. */
public enum LinkPolicy {
    /** However many accounts know the pair (L-1). */
    ANY_ACCOUNT,
    /** One account at a time (E-14). */
    SINGLE_ACCOUNT
}
