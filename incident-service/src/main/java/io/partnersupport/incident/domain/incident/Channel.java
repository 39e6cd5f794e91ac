package io.partnersupport.incident.domain.incident;

/** How a request reaches support. */
public enum Channel {
    WEB,
    PHONE
}
