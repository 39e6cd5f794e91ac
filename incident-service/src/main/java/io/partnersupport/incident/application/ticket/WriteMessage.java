package io.partnersupport.incident.application.ticket;

import io.partnersupport.incident.application.HandleIncident;
import io.partnersupport.incident.application.HandlingOutcome;
import io.partnersupport.incident.application.HandlingOutcome.Handled;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.lifecycle.Communication;
import io.partnersupport.incident.domain.ticket.Tickets;
import io.partnersupport.incident.domain.ticket.Tickets.Holder;
import io.partnersupport.kit.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Writes to support under a name, once, however often it is asked for. */
@ApplicationScoped
public class WriteMessage {
    /**
     * Something to write.
     *
     * @param requestHash of all that the client said
     */
    public record NewMessage(String name, byte[] requestHash, String sender, String subject, String body) {
        /** The whole text; the subject is its first line. */
        String text() {
            return subject + SEPARATOR + body;
        }
    }

    /** Between the subject and the body of a message in the text of its communication. */
    public static final String SEPARATOR = "\n\n";

    /** What became of it. */
    public sealed interface Outcome {
        record Written(UUID communication) implements Outcome {}

        /** The same request came before. */
        record Repeated(UUID communication) implements Outcome {}

        record NameTaken() implements Outcome {}

        record NotWritten(HandlingOutcome outcome) implements Outcome {}
    }

    private final HandleIncident handleIncident;
    private final Tickets tickets;
    private final TransactionSynchronizationRegistry transaction;

    WriteMessage(HandleIncident handleIncident, Tickets tickets, TransactionSynchronizationRegistry transaction) {
        this.handleIncident = handleIncident;
        this.tickets = tickets;
        this.transaction = transaction;
    }

    @Transactional
    public Outcome write(IncidentId incident, NewMessage message, Caller caller) {
        if (!tickets.claim(incident, message.name(), message.requestHash(), message.sender(), message.subject())) {
            Optional<Holder> holder = tickets.holderOf(incident, message.name());
            return holder.filter(first -> Arrays.equals(first.requestHash(), message.requestHash()))
                    .<Outcome>map(first -> new Outcome.Repeated(first.id()))
                    .orElseGet(Outcome.NameTaken::new);
        }
        HandlingOutcome outcome = handleIncident.write(incident, caller, message.text(), false);
        if (outcome instanceof Handled handled) {
            Communication written = handled.communication().orElseThrow();
            tickets.give(incident, message.name(), written.id());
            return new Outcome.Written(written.id());
        }
        transaction.setRollbackOnly();
        return new Outcome.NotWritten(outcome);
    }
}
