package io.partnersupport.incident.domain.ticket;

import io.partnersupport.incident.domain.IncidentId;
import java.time.Instant;
import java.util.Optional;

/**
 * An incident as a ticket.
 *
 * @param name given by a client; the incident's number if no client gave it one
 * @param details what only clients of tickets say about it, as JSON; empty if it was not opened by one
 */
public record Ticket(IncidentId incident, String name, Optional<String> details, Instant modifiedAt) {}
