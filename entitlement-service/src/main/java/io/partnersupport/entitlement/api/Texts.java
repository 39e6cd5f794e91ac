package io.partnersupport.entitlement.api;

import io.partnersupport.entitlement.domain.Forms;

/** Forms that several requests share; those that imported rows keep as well are in {@link Forms}. */
final class Texts {
    static final String LINE = Forms.LINE;

    static final String LINE_MESSAGE = "one-line";
    static final String UUID = Forms.UUID;
    static final String DOMAIN = Forms.DOMAIN;
    static final String UUID_MESSAGE = "lower-case-uuid";
    static final String DOMAIN_MESSAGE = "domain-name";
    static final String EMAIL = Forms.EMAIL;
    static final String EMAIL_MESSAGE = "e-mail-address";
    static final String COUNTRY = Forms.COUNTRY;
    static final String COUNTRY_MESSAGE = "country-code";

    private Texts() {}
}
