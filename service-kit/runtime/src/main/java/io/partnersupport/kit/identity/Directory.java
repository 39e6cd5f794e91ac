package io.partnersupport.kit.identity;

/** Where an account signs in: a work directory or a personal account. */
public enum Directory {
    AAD,
    MSA
}
