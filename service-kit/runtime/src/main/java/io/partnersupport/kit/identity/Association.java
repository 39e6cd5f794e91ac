package io.partnersupport.kit.identity;

/** The program through which an account belongs to its partner. */
public enum Association {
    MPN,
    CSP
}
