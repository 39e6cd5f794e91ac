package io.partnersupport.incident.domain;

/** The partner's number in the program (MPN ID). */
public record PartnerId(String value) {
    public PartnerId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A partner has an id");
        }
    }
}
