package io.partnersupport.incident.application.ticket;

import io.partnersupport.incident.application.ListIncidents;
import io.partnersupport.incident.domain.customer.Customer;
import io.partnersupport.incident.domain.lifecycle.HandledIncident;
import io.partnersupport.incident.domain.lifecycle.HandledIncidents;
import io.partnersupport.incident.domain.policy.Policies;
import io.partnersupport.incident.domain.ticket.Ticket;
import io.partnersupport.incident.domain.ticket.TicketFilter;
import io.partnersupport.incident.domain.ticket.TicketScope;
import io.partnersupport.incident.domain.ticket.Tickets;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.identity.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Lists tickets to whom they concern as customers: their own, or their partner's. */
@ApplicationScoped
public class ListTickets {
    /** A ticket with its incident. */
    public record Listed(Ticket ticket, HandledIncident incident) {}

    private final ListIncidents listIncidents;
    private final Tickets tickets;
    private final HandledIncidents incidents;
    private final Policies policies;
    private final Clock clock;

    ListTickets(
            ListIncidents listIncidents, Tickets tickets, HandledIncidents incidents, Policies policies, Clock clock) {
        this.listIncidents = listIncidents;
        this.tickets = tickets;
        this.incidents = incidents;
        this.policies = policies;
        this.clock = clock;
    }

    @Transactional
    public List<Listed> list(Caller caller, TicketScope scope, TicketFilter filter, Optional<UUID> after, int limit) {
        Instant now = clock.instant();
        return tickets
                .list(
                        listIncidents.queueOf(
                                caller,
                                caller.has(Role.SUPPORT_ENGINEER),
                                scope.customer().map(Customer::id)),
                        scope.subscription(),
                        filter,
                        policies.ofIncidents(now)
                                .map(policy -> policy.forgottenBefore(now))
                                .orElse(Instant.EPOCH),
                        after,
                        limit)
                .stream()
                .flatMap(ticket -> incidents
                        .find(ticket.incident())
                        .map(incident -> Stream.of(new Listed(ticket, incident)))
                        .orElseGet(Stream::empty))
                .toList();
    }
}
