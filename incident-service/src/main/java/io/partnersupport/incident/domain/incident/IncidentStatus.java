package io.partnersupport.incident.domain.incident;

/** Where in its life an incident is (I-12). */
public enum IncidentStatus {
    OPEN
}
