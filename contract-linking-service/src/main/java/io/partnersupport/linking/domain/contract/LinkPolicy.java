package io.partnersupport.linking.domain.contract;

/** How many accounts may link a contract. */
public enum LinkPolicy {
    ANY_ACCOUNT,
    /** A Premier plan: the account that links it first (E-14). */
    SINGLE_ACCOUNT
}
