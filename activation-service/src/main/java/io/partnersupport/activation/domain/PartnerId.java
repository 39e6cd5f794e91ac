package io.partnersupport.activation.domain;

/** The partner's number in the program (MPN ID): 1 to 20 digits. */
public record PartnerId(String value) {
    public static final String FORM = "[0-9]{1,20}";

    public PartnerId {
        if (!value.matches(FORM)) {
            throw new IllegalArgumentException("A partner id has 1 to 20 digits");
        }
    }
}
