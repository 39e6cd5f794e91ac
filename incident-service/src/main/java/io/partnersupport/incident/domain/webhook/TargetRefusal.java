package io.partnersupport.incident.domain.webhook;

/** Why nothing is sent to an address that somebody gave. The names are API: add, never rename or reuse. */
public enum TargetRefusal {
    URL_MALFORMED,
    HTTPS_REQUIRED,
    USER_INFO_NOT_ALLOWED,
    FRAGMENT_NOT_ALLOWED,
    PORT_NOT_ALLOWED,
    /** The host is an address, or a name that has no meaning outside of a network. */
    HOST_NAME_REQUIRED,
    HOST_UNKNOWN,
    /** At least one of the host's addresses cannot be reached from everywhere. */
    ADDRESS_NOT_PUBLIC
}
