package io.partnersupport.incident.domain.lifecycle;

/** On whose side somebody acts. */
public enum Party {
    /** Who opened the incident, and the admins of their partner. */
    CUSTOMER,
    /** The support engineers. */
    SUPPORT,
    /** Nobody: time has passed. */
    CLOCK
}
