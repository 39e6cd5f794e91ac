package io.partnersupport.incident.domain.lifecycle;

/** Every reason against an act. The names are API: add, never rename or reuse. */
public enum ActRefusal {
    SUPPORT_ENGINEER_REQUIRED,
    CUSTOMER_REQUIRED,
    INCIDENT_RESOLVED,
    INCIDENT_CLOSED,
    INCIDENT_CANCELLED,
    INCIDENT_NOT_ENDED,
    FIRST_RESPONSE_MADE,
    ENGINEER_ASSIGNED,
    REOPENING_PERIOD_OVER,
    INCIDENT_REFUNDED,
    RESOLUTION_OF_SUPPORT,
    RESOLUTION_OF_CANCELLATION,
    SEVERITY_A_NEEDS_REACHABLE_CONTACT,
    CUSTOMER_CONTACT_NOT_ALLOWED,
    TOO_MANY_ATTACHMENTS;

    /** Whether somebody else may do it. */
    public boolean isAboutTheCaller() {
        return switch (this) {
            case SUPPORT_ENGINEER_REQUIRED, CUSTOMER_REQUIRED, RESOLUTION_OF_SUPPORT -> true;
            case INCIDENT_RESOLVED,
                    INCIDENT_CLOSED,
                    INCIDENT_CANCELLED,
                    INCIDENT_NOT_ENDED,
                    FIRST_RESPONSE_MADE,
                    ENGINEER_ASSIGNED,
                    REOPENING_PERIOD_OVER,
                    INCIDENT_REFUNDED,
                    RESOLUTION_OF_CANCELLATION,
                    SEVERITY_A_NEEDS_REACHABLE_CONTACT,
                    CUSTOMER_CONTACT_NOT_ALLOWED,
                    TOO_MANY_ATTACHMENTS -> false;
        };
    }
}
