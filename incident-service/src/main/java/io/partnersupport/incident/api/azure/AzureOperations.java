package io.partnersupport.incident.api.azure;

import io.partnersupport.incident.api.Problems;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.ticket.TicketScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/** What became of creations. They were done when they were answered, so their operations are what they created. */
@ApplicationScoped
class AzureOperations {
    private final AzureTickets tickets;
    private final AzureMessages messages;

    AzureOperations(AzureTickets tickets, AzureMessages messages) {
        this.tickets = tickets;
        this.messages = messages;
    }

    AzureOperationResponse status(TicketScope scope, UUID id) {
        return tickets.find(new IncidentId(id))
                .map(found -> found.incident().incident().opening().openedAt())
                .or(() -> messages.find(scope, id)
                        .map(message -> message.properties().createdDate()))
                .map(at -> AzureOperationResponse.succeeded(AzureTickets.pathOf(scope), id, at))
                .orElseThrow(Problems::notFound);
    }

    Response result(TicketScope scope, UUID id) {
        Optional<Object> created =
                tickets.find(new IncidentId(id)).<Object>map(tickets::view).or(() -> messages.find(scope, id));
        return Response.ok(created.orElseThrow(Problems::notFound)).build();
    }
}
