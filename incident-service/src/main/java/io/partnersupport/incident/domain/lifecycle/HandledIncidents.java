package io.partnersupport.incident.domain.lifecycle;

import io.partnersupport.incident.domain.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The incidents while they are handled. Those that are erased are not found. */
public interface HandledIncidents {
    Optional<HandledIncident> find(IncidentId id);

    /** Nobody else changes it until the running transaction ends. */
    Optional<HandledIncident> lock(IncidentId id);

    /** Stores what an act did, with its place in the history, and gives the incident as it is then. */
    HandledIncident store(HandledIncident before, Progress after, Changes changes, Attempt attempt);

    void add(IncidentId id, Communication communication);

    /** In the order in which they were written. */
    List<Communication> communications(IncidentId id, Optional<UUID> after, int limit);

    /** In the order in which it happened. */
    List<PastAct> history(IncidentId id, long afterSequence, int limit);

    /** Some that were resolved before the instant and are not closed; nobody else gets them meanwhile. */
    List<HandledIncident> lockResolvedBefore(Instant instant, int limit);

    /** How many there are, erased ones too. */
    long count();

    /** Raises the sequence of the next ones in the order of their ids, of erased ones too. */
    List<HandledIncident> raiseNext(Optional<IncidentId> after, int limit);

    /** Erases what people typed into some that ended before the instant; says how many. */
    int eraseEndedBefore(Instant instant, Instant now, int limit);
}
