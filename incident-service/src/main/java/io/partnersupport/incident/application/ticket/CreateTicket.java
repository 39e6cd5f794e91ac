package io.partnersupport.incident.application.ticket;

import io.partnersupport.incident.application.OpenIncident;
import io.partnersupport.incident.application.OpenIncident.Wanted;
import io.partnersupport.incident.application.ticket.KeepTicketFiles.FileProblem;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.incident.IncidentDecision.Refused;
import io.partnersupport.incident.domain.incident.Opened;
import io.partnersupport.incident.domain.incident.OpeningOutcome;
import io.partnersupport.incident.domain.ticket.TicketScope;
import io.partnersupport.incident.domain.ticket.Tickets;
import io.partnersupport.incident.domain.ticket.Workspace;
import io.partnersupport.kit.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;

/** Opens an incident under a name, once, however often and by how many at once it is asked for. */
@ApplicationScoped
public class CreateTicket {
    /**
     * A ticket to open.
     *
     * @param requestHash of all that the client said
     * @param workspace whose files go with it
     */
    public record NewTicket(
            TicketScope scope,
            String name,
            byte[] requestHash,
            Wanted wanted,
            String details,
            Optional<Workspace> workspace) {}

    /** What became of it. */
    public sealed interface Outcome {
        record Created(IncidentId incident) implements Outcome {}

        /** The same request came before. */
        record Repeated(IncidentId incident) implements Outcome {}

        record NameTaken() implements Outcome {}

        record NotOpened(Refused refused) implements Outcome {}

        record FilesRefused(FileProblem problem) implements Outcome {}
    }

    private final OpenIncident openIncident;
    private final KeepTicketFiles keepFiles;
    private final Tickets tickets;
    private final TransactionSynchronizationRegistry transaction;
    private final Clock clock;

    CreateTicket(
            OpenIncident openIncident,
            KeepTicketFiles keepFiles,
            Tickets tickets,
            TransactionSynchronizationRegistry transaction,
            Clock clock) {
        this.openIncident = openIncident;
        this.keepFiles = keepFiles;
        this.tickets = tickets;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Transactional
    public Outcome create(NewTicket ticket, Caller caller) {
        if (!tickets.claim(ticket.scope(), ticket.name(), ticket.requestHash(), ticket.details(), clock.instant())) {
            return tickets.holderOf(ticket.scope(), ticket.name())
                    .filter(holder -> Arrays.equals(holder.requestHash(), ticket.requestHash()))
                    .<Outcome>map(holder -> new Outcome.Repeated(new IncidentId(holder.id())))
                    .orElseGet(Outcome.NameTaken::new);
        }
        OpeningOutcome outcome = openIncident.open(ticket.wanted());
        if (outcome instanceof Refused refused) {
            transaction.setRollbackOnly(); // the name is free again
            return new Outcome.NotOpened(refused);
        }
        IncidentId id = ((Opened) outcome).incident().opening().id();
        tickets.give(ticket.scope(), ticket.name(), id);
        Optional<FileProblem> files = ticket.workspace().flatMap(workspace -> keepFiles.moveTo(id, workspace, caller));
        if (files.isPresent()) {
            transaction.setRollbackOnly();
            return new Outcome.FilesRefused(files.get());
        }
        return new Outcome.Created(id);
    }
}
