package io.partnersupport.incident.domain;

/** A person's sign-in: the subject of their token. */
public record AccountId(String value) {
    public AccountId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("An account has an id");
        }
    }
}
