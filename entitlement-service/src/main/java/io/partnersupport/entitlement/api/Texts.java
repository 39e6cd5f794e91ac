package io.partnersupport.entitlement.api;

import io.partnersupport.entitlement.domain.Forms;

/** Forms that several requests share; those that imported rows keep as well are in {@link Forms}. */
final class Texts {
    static final String LINE = Forms.LINE;

    static final String LINE_MESSAGE = "must be one line without control characters";
    static final String UUID = Forms.UUID;
    static final String DOMAIN = Forms.DOMAIN;
    static final String UUID_MESSAGE = "must be a UUID in lower case";
    static final String DOMAIN_MESSAGE = "must be a domain name in lower case";
    static final String EMAIL = Forms.EMAIL;
    static final String EMAIL_MESSAGE = "must be an e-mail address";
    static final String COUNTRY = Forms.COUNTRY;
    static final String COUNTRY_MESSAGE = "must be an ISO 3166-1 country code of two letters";

    private Texts() {}
}
