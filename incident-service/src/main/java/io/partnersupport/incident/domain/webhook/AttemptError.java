package io.partnersupport.incident.domain.webhook;

/** Why an attempt failed, as far as its log tells. The names are API: add, never rename or reuse. */
public enum AttemptError {
    /** The name or its addresses are not allowed any more. */
    URL_NOT_ALLOWED,
    HOST_UNKNOWN,
    CONNECTION_FAILED,
    TLS_FAILED,
    TIMED_OUT,
    /** It answered with a redirect, which is not followed. */
    REDIRECTED,
    /** It answered with another status than 2xx. */
    NOT_ACCEPTED
}
