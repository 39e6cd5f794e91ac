package io.partnersupport.incident.domain.lifecycle;

import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.incident.Incident;

/**
 * An incident and how far it has come.
 *
 * @param sequence rises with every act
 */
public record HandledIncident(Incident incident, Progress progress, long sequence) {
    public IncidentId id() {
        return incident.opening().id();
    }
}
