package io.partnersupport.incident.domain.incident;

/** Where in its life an incident is (I-12). */
public enum IncidentStatus {
    OPEN,
    IN_PROGRESS,
    WAITING_FOR_CUSTOMER,
    /** Support is done; the customer confirms by closing, or reopens. */
    RESOLVED,
    CLOSED,
    /** Taken back before the first response. */
    CANCELLED;

    /** Whether support still works on it. */
    public boolean isActive() {
        return switch (this) {
            case OPEN, IN_PROGRESS, WAITING_FOR_CUSTOMER -> true;
            case RESOLVED, CLOSED, CANCELLED -> false;
        };
    }
}
