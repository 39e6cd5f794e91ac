package io.partnersupport.linking.domain.link;

/** A sign-in and where it signs in: a work directory or a personal account. */
public record Account(AccountId id, Directory directory) {
    /** Where an account signs in. */
    public enum Directory {
        AAD,
        MSA
    }
}
