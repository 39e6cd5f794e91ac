package io.partnersupport.incident.domain.ticket;

import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.lifecycle.Communication;
import io.partnersupport.incident.domain.queue.IncidentQueue;
import io.partnersupport.incident.domain.ticket.TicketFilter.Bound;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The names of incidents and of communications, and the lists of them. */
public interface Tickets {
    /**
     * Who has a name.
     *
     * @param id of the incident, or of the communication
     */
    record Holder(UUID id, byte[] requestHash) {}

    /** Takes a name in the running transaction, after whoever is just taking it; false if it is taken. */
    boolean claim(TicketScope scope, String name, byte[] requestHash, String details, Instant at);

    void give(TicketScope scope, String name, IncidentId incident);

    Optional<Holder> holderOf(TicketScope scope, String name);

    /** By the name that a client gave it, or by the incident's number. */
    Optional<Ticket> find(TicketScope scope, String name);

    Optional<Ticket> find(IncidentId incident);

    void describe(IncidentId incident, String details);

    /**
     * A part of a list, newest first.
     *
     * @param endedAfter what ended before is not shown any more
     */
    List<Ticket> list(
            IncidentQueue queue,
            Optional<UUID> subscription,
            TicketFilter filter,
            Instant endedAfter,
            Optional<UUID> after,
            int limit);

    /**
     * A communication under a name.
     *
     * @param name given by a client; its id if no client gave it one
     * @param sender as the client said
     * @param subject as the client said; the text begins with it
     */
    record Message(
            IncidentId incident,
            String name,
            Optional<String> sender,
            Optional<String> subject,
            Communication communication) {}

    /** Takes a name of a communication in the running transaction; false if it is taken. */
    boolean claim(IncidentId incident, String name, byte[] requestHash, String sender, String subject);

    void give(IncidentId incident, String name, UUID communication);

    Optional<Holder> holderOf(IncidentId incident, String name);

    Optional<Message> message(IncidentId incident, String name);

    Optional<Message> message(UUID communication);

    /** In the order in which they were written. */
    List<Message> messages(IncidentId incident, List<Bound> created, Optional<UUID> after, int limit);
}
