package io.partnersupport.incident.application.ticket;

import io.partnersupport.incident.application.HandleIncident;
import io.partnersupport.incident.application.HandlingOutcome;
import io.partnersupport.incident.application.HandlingOutcome.Handled;
import io.partnersupport.incident.application.HandlingOutcome.NotFound;
import io.partnersupport.incident.application.ReadIncident;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.incident.IncidentStatus;
import io.partnersupport.incident.domain.lifecycle.Changes;
import io.partnersupport.incident.domain.lifecycle.HandledIncident;
import io.partnersupport.incident.domain.lifecycle.HandledIncidents;
import io.partnersupport.incident.domain.lifecycle.Resolution;
import io.partnersupport.incident.domain.ticket.Tickets;
import io.partnersupport.kit.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.function.Function;

/** Changes an incident without naming its version, closes or reopens it: all of it or nothing. */
@ApplicationScoped
public class ChangeTicket {
    private final HandleIncident handleIncident;
    private final HandledIncidents incidents;
    private final ReadIncident readIncident;
    private final Tickets tickets;
    private final TransactionSynchronizationRegistry transaction;

    ChangeTicket(
            HandleIncident handleIncident,
            HandledIncidents incidents,
            ReadIncident readIncident,
            Tickets tickets,
            TransactionSynchronizationRegistry transaction) {
        this.handleIncident = handleIncident;
        this.incidents = incidents;
        this.readIncident = readIncident;
        this.tickets = tickets;
        this.transaction = transaction;
    }

    /** What is to be different, seen from the incident as it is. */
    public record TicketChange(Optional<Changes> changes, Optional<Boolean> open, Optional<String> details) {}

    @Transactional
    public HandlingOutcome change(IncidentId id, Caller caller, Function<HandledIncident, TicketChange> wanted) {
        // locked first, so that what the wish is computed from is what will be changed
        if (incidents.lock(id).isEmpty()) {
            return new NotFound();
        }
        Optional<HandledIncident> found = readIncident.find(id, caller);
        if (found.isEmpty()) {
            return new NotFound();
        }
        HandlingOutcome outcome = apply(id, caller, found.get(), wanted.apply(found.get()));
        if (!(outcome instanceof Handled)) {
            transaction.setRollbackOnly();
        }
        return outcome;
    }

    private HandlingOutcome apply(IncidentId id, Caller caller, HandledIncident found, TicketChange change) {
        change.details().ifPresent(details -> tickets.describe(id, details));
        HandlingOutcome outcome = change.changes()
                .map(changes -> handleIncident.change(id, caller, found.sequence(), changes))
                .orElseGet(() -> new Handled(found, Optional.empty()));
        if (outcome instanceof Handled handled && change.open().isPresent()) {
            return change.open().get() ? reopened(id, caller, handled) : closed(id, caller, handled);
        }
        return outcome;
    }

    private HandlingOutcome reopened(IncidentId id, Caller caller, Handled handled) {
        return handled.incident().progress().status().isActive() ? handled : handleIncident.reopen(id, caller);
    }

    /** What nobody has answered yet is taken back, which gives its unit back; everything else counts as resolved. */
    private HandlingOutcome closed(IncidentId id, Caller caller, Handled handled) {
        IncidentStatus status = handled.incident().progress().status();
        if (!status.isActive() && status != IncidentStatus.RESOLVED) {
            return handled;
        }
        return status.isActive()
                        && handled.incident().progress().firstRespondedAt().isEmpty()
                ? handleIncident.cancel(id, caller)
                : handleIncident.close(id, caller, Resolution.RESOLVED);
    }
}
