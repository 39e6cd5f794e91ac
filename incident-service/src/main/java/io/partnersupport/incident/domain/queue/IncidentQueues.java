package io.partnersupport.incident.domain.queue;

import io.partnersupport.incident.domain.queue.QueuedIncident.Place;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The lists of incidents. */
public interface IncidentQueues {
    /**
     * A part of a list.
     *
     * @param endedAfter what ended before is not shown any more
     */
    List<QueuedIncident> find(
            IncidentQueue queue, QueueFilter filter, Instant endedAfter, Optional<Place> after, int limit);
}
