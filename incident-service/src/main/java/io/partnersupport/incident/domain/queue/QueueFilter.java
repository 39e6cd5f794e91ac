package io.partnersupport.incident.domain.queue;

import io.partnersupport.incident.domain.incident.IncidentStatus;
import io.partnersupport.incident.domain.incident.Severity;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is to be in a list.
 *
 * @param statuses any, if empty
 * @param text words, or beginnings of words, of the title or the number
 */
public record QueueFilter(
        Set<IncidentStatus> statuses, Optional<UUID> customer, Optional<Severity> severity, Optional<String> text) {
    public QueueFilter {
        statuses = Set.copyOf(statuses);
    }
}
