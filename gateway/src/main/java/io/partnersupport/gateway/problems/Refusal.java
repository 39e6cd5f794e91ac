package io.partnersupport.gateway.problems;

import java.util.Locale;

/** Why the gateway itself refuses a request; the services have reasons of their own. */
public enum Refusal {
    MALFORMED_REQUEST,
    SIGN_IN_FAILED,
    UNAUTHENTICATED,
    NOT_SIGNED_IN,
    CROSS_SITE_REQUEST,
    CSRF_TOKEN_MISSING,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    REQUEST_TIMEOUT,
    PAYLOAD_TOO_LARGE,
    ADDRESS_TOO_LONG,
    TOO_MANY_REQUESTS,
    HEADERS_TOO_LARGE,
    INTERNAL_ERROR,
    SERVICE_UNAVAILABLE;

    /** The code of the problem document and the name of its page. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Refusal ofStatus(int status) {
        return switch (status) {
            case 400 -> MALFORMED_REQUEST;
            case 401 -> UNAUTHENTICATED;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 414 -> ADDRESS_TOO_LONG;
            case 429 -> TOO_MANY_REQUESTS;
            case 431 -> HEADERS_TOO_LARGE;
            case 503 -> SERVICE_UNAVAILABLE;
            default -> INTERNAL_ERROR;
        };
    }
}
