package io.partnersupport.entitlement.api;

/** Forms that several requests share. */
final class Texts {
    /** One line of text: no control characters and nothing that changes the direction of writing. */
    static final String LINE = "[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*";

    static final String LINE_MESSAGE = "must be one line without control characters";
    static final String UUID = "[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}";
    static final String DOMAIN = "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]";

    private Texts() {}
}
