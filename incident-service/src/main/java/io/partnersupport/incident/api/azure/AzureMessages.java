package io.partnersupport.incident.api.azure;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.api.HandlingProblems;
import io.partnersupport.incident.api.Problems;
import io.partnersupport.incident.api.Texts;
import io.partnersupport.incident.application.ticket.ListTickets.Listed;
import io.partnersupport.incident.application.ticket.WriteMessage;
import io.partnersupport.incident.application.ticket.WriteMessage.NewMessage;
import io.partnersupport.incident.application.ticket.WriteMessage.Outcome;
import io.partnersupport.incident.domain.lifecycle.Communication;
import io.partnersupport.incident.domain.lifecycle.Party;
import io.partnersupport.incident.domain.ticket.TicketScope;
import io.partnersupport.incident.domain.ticket.Tickets;
import io.partnersupport.incident.domain.ticket.Tickets.Message;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What both sides wrote, as Azure's communications. */
@ApplicationScoped
class AzureMessages {
    static final String TYPE = "Microsoft.Support/communications";
    private static final Set<String> FILTERS = Set.of("communicationtype");
    private static final int LONGEST_SUBJECT = 200;

    /** Something to write to support. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record AzureMessageRequest(@NotNull @Valid Properties properties) {
        @JsonIgnoreProperties(ignoreUnknown = true)
        @Schema(name = "AzureMessageRequestProperties")
        record Properties(
                @NotBlank @Size(max = LONGEST_SUBJECT) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
                String subject,

                @NotBlank @Size(max = 9_000) @Pattern(regexp = Texts.LINES, message = Texts.LINES_MESSAGE)
                String body,

                @Size(max = 254) @Pattern(regexp = Texts.LINE, message = Texts.LINE_MESSAGE)
                String sender) {}
    }

    /** What one side wrote. */
    record AzureMessageResponse(String id, String name, String type, Properties properties) {
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(name = "AzureMessageProperties")
        record Properties(
                @Schema(enumeration = {"web", "phone"}) String communicationType,

                @Schema(
                        enumeration = {"inbound", "outbound"},
                        description = "inbound: from the customer; outbound: from support")
                String communicationDirection,

                String sender,
                String subject,
                String body,
                Instant createdDate) {}
    }

    /** A page of communications. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AzureMessageListResponse(List<AzureMessageResponse> value, String nextLink) {}

    private final WriteMessage writeMessage;
    private final Tickets tickets;
    private final AzureTickets azureTickets;
    private final Paging paging;
    private final CurrentCaller caller;

    AzureMessages(
            WriteMessage writeMessage,
            Tickets tickets,
            AzureTickets azureTickets,
            Paging paging,
            CurrentCaller caller) {
        this.writeMessage = writeMessage;
        this.tickets = tickets;
        this.azureTickets = azureTickets;
        this.paging = paging;
        this.caller = caller;
    }

    Response create(TicketScope scope, String ticketName, String name, AzureMessageRequest request) {
        AzureNameRequest.valid("communicationName", name);
        Listed ticket = azureTickets.find(scope, ticketName);
        AzureMessageRequest.Properties said = request.properties();
        Outcome outcome = writeMessage.write(
                ticket.ticket().incident(),
                new NewMessage(name, azureTickets.hash(request), said.sender(), said.subject(), said.body()),
                caller.get());
        if (outcome instanceof Outcome.Written written) {
            AzureMessageResponse view = view(scope, ticketName, message(written.communication()));
            return azureTickets.accepted(AzureTickets.pathOf(scope), view, written.communication());
        }
        if (outcome instanceof Outcome.Repeated repeated) {
            return Response.ok(view(scope, ticketName, message(repeated.communication())))
                    .build();
        }
        if (outcome instanceof Outcome.NotWritten notWritten) {
            HandlingProblems.done(notWritten.outcome()); // throws, as it was not done
        }
        throw AzureTickets.nameUsed("communicationName");
    }

    AzureMessageResponse get(TicketScope scope, String ticketName, String name) {
        Listed ticket = azureTickets.find(scope, ticketName);
        return tickets.message(ticket.ticket().incident(), name)
                .map(message -> view(scope, ticketName, message))
                .orElseThrow(Problems::notFound);
    }

    AzureMessageListResponse list(TicketScope scope, String ticketName, String filter, Integer top, String skipToken) {
        Listed ticket = azureTickets.find(scope, ticketName);
        AzureFilter parsed = AzureFilter.parse(filter, FILTERS);
        Paging.Request page = paging.request(
                "messages " + ticket.ticket().incident() + parsed, AzureTickets.pageSize(top), skipToken);
        boolean onlyOthers = parsed.value("communicationtype")
                .filter(type -> !type.equalsIgnoreCase("web"))
                .isPresent();
        Page<Message> found = paging.page(
                page,
                onlyOthers // everything is written; nobody telephones through this API
                        ? List.of()
                        : tickets.messages(
                                ticket.ticket().incident(),
                                parsed.created(),
                                page.after().map(UUID::fromString),
                                page.fetchSize()),
                message -> message.communication().id().toString());
        return new AzureMessageListResponse(
                found.items().stream()
                        .map(message -> view(scope, ticketName, message))
                        .toList(),
                azureTickets.nextLink(
                        AzureTickets.pathOf(scope) + "/supportTickets/" + ticketName + "/communications",
                        filter,
                        top,
                        found.nextCursor()));
    }

    boolean isTaken(TicketScope scope, String ticketName, String name) {
        return tickets.holderOf(azureTickets.find(scope, ticketName).ticket().incident(), name)
                .isPresent();
    }

    /** What an operation has written, if that was what it did and the caller may read it. */
    Optional<AzureMessageResponse> find(TicketScope scope, UUID communication) {
        return tickets.message(communication)
                .flatMap(message -> azureTickets
                        .find(message.incident())
                        .map(listed -> view(scope, listed.ticket().name(), message)));
    }

    private Message message(UUID communication) {
        return tickets.message(communication).orElseThrow(Problems::notFound);
    }

    private static AzureMessageResponse view(TicketScope scope, String ticketName, Message message) {
        Communication written = message.communication();
        String subject = message.subject().orElseGet(() -> firstLine(written.text()));
        return new AzureMessageResponse(
                AzureTickets.pathOf(scope) + "/supportTickets/" + ticketName + "/communications/" + message.name(),
                message.name(),
                TYPE,
                new AzureMessageResponse.Properties(
                        "web",
                        written.party() == Party.CUSTOMER ? "inbound" : "outbound",
                        message.sender().orElse(null),
                        subject,
                        message.subject().isEmpty()
                                ? written.text()
                                : written.text().substring(subject.length() + WriteMessage.SEPARATOR.length()),
                        written.at()));
    }

    private static String firstLine(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT);
    }
}
