package io.partnersupport.entitlement.api;

import io.partnersupport.entitlement.domain.Forms;

/** Forms that several requests share; those that imported rows keep as well are in {@link Forms}. */
final class Texts {
    static final String LINE = Forms.LINE;

    static final String LINE_MESSAGE = "must be one line without control characters";
    static final String UUID = Forms.UUID;
    static final String DOMAIN = Forms.DOMAIN;

    private Texts() {}
}
