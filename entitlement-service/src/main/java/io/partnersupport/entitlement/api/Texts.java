package io.partnersupport.entitlement.api;

/** Forms that several requests share. */
final class Texts {
    /** One line of text: no control characters and nothing that changes the direction of writing. */
    static final String LINE = "[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*";

    static final String LINE_MESSAGE = "must be one line without control characters";
    static final String UUID = "[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}";
    static final String UUID_MESSAGE = "must be a UUID in lower case";
    static final String DOMAIN = "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]";
    static final String DOMAIN_MESSAGE = "must be a domain name in lower case";
    static final String EMAIL = "(?=.{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
            + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])";
    static final String EMAIL_MESSAGE = "must be an e-mail address";
    static final String COUNTRY = "[A-Z]{2}";
    static final String COUNTRY_MESSAGE = "must be an ISO 3166-1 country code of two letters";

    private Texts() {}
}
