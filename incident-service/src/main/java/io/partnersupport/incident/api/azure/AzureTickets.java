package io.partnersupport.incident.api.azure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.partnersupport.incident.api.AttachmentResource;
import io.partnersupport.incident.api.HandlingProblems;
import io.partnersupport.incident.api.IncidentContact;
import io.partnersupport.incident.api.IncidentCustomer;
import io.partnersupport.incident.api.OpenIncidentRequest;
import io.partnersupport.incident.api.OpeningQueue;
import io.partnersupport.incident.api.Problems;
import io.partnersupport.incident.api.Requesters;
import io.partnersupport.incident.api.azure.AzureServices.Choice;
import io.partnersupport.incident.application.HandlingOutcome.Handled;
import io.partnersupport.incident.application.OpenIncident.Wanted;
import io.partnersupport.incident.application.ReadIncident;
import io.partnersupport.incident.application.ticket.ChangeTicket;
import io.partnersupport.incident.application.ticket.ChangeTicket.TicketChange;
import io.partnersupport.incident.application.ticket.CreateTicket;
import io.partnersupport.incident.application.ticket.CreateTicket.NewTicket;
import io.partnersupport.incident.application.ticket.CreateTicket.Outcome;
import io.partnersupport.incident.application.ticket.KeepTicketFiles.FileProblem;
import io.partnersupport.incident.application.ticket.ListTickets;
import io.partnersupport.incident.application.ticket.ListTickets.Listed;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.incident.Channel;
import io.partnersupport.incident.domain.incident.Contact;
import io.partnersupport.incident.domain.incident.Objection;
import io.partnersupport.incident.domain.incident.Severity;
import io.partnersupport.incident.domain.lifecycle.Changes;
import io.partnersupport.incident.domain.lifecycle.HandledIncident;
import io.partnersupport.incident.domain.ticket.Ticket;
import io.partnersupport.incident.domain.ticket.TicketFilter;
import io.partnersupport.incident.domain.ticket.TicketScope;
import io.partnersupport.incident.domain.ticket.Tickets;
import io.partnersupport.incident.domain.ticket.Workspace;
import io.partnersupport.kit.event.EventJson;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemException;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Incidents as Azure's tickets: says in Azure's words what the use cases of incidents are told and answer. */
@ApplicationScoped
class AzureTickets {
    /** How many a page has unless less is asked for; as in Azure, never more. */
    private static final int PAGE = 10;

    private static final Set<String> FILTERS = Set.of("status", "serviceid", "problemclassificationid");

    /** A page of tickets. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AzureTicketListResponse(List<AzureTicketResponse> value, String nextLink) {}

    private final CreateTicket createTicket;
    private final ChangeTicket changeTicket;
    private final ListTickets listTickets;
    private final ReadIncident readIncident;
    private final Tickets tickets;
    private final AzureServices services;
    private final AzureFiles files;
    private final AzureLinks links;
    private final OpeningQueue queue;
    private final ViewFreshness freshness;
    private final Paging paging;
    private final Validator validator;
    private final ObjectMapper json;
    private final EventJson storedJson;
    private final CurrentCaller caller;

    AzureTickets(
            CreateTicket createTicket,
            ChangeTicket changeTicket,
            ListTickets listTickets,
            ReadIncident readIncident,
            Tickets tickets,
            AzureServices services,
            AzureFiles files,
            AzureLinks links,
            OpeningQueue queue,
            ViewFreshness freshness,
            Paging paging,
            Validator validator,
            ObjectMapper json,
            EventJson storedJson,
            CurrentCaller caller) {
        this.createTicket = createTicket;
        this.changeTicket = changeTicket;
        this.listTickets = listTickets;
        this.readIncident = readIncident;
        this.tickets = tickets;
        this.services = services;
        this.files = files;
        this.links = links;
        this.queue = queue;
        this.freshness = freshness;
        this.paging = paging;
        this.validator = validator;
        this.json = json;
        this.storedJson = storedJson;
        this.caller = caller;
    }

    Response create(TicketScope scope, String name, AzureTicketRequest request) {
        AzureNameRequest.valid("supportTicketName", name);
        AzureTicketRequest.Properties said = request.properties();
        if (said.quotaTicketDetails() != null) {
            throw Problem.of(409, "quota-not-offered")
                    .error("properties.quotaTicketDetails", "azure-not-offered")
                    .exception();
        }
        OpenIncidentRequest opening = valid(opening(scope, said));
        Optional<Workspace> workspace =
                Optional.ofNullable(said.fileWorkspaceName()).map(named -> files.workspace(scope, named));
        NewTicket ticket = new NewTicket(
                scope,
                name,
                hash(request),
                Wanted.now(Requesters.of(caller.get()), opening.toRequest(), opening.toWish()),
                storedJson.write(AzureDetails.of(said)),
                workspace);
        Outcome outcome = queue.inTurn(() -> createTicket.create(ticket, caller.get()));
        if (outcome instanceof Outcome.Created created) {
            return accepted(
                    pathOf(scope), view(created.incident()), created.incident().value());
        }
        if (outcome instanceof Outcome.Repeated repeated) {
            return find(repeated.incident())
                    .map(found -> Response.ok(view(found)).build())
                    .orElseThrow(() -> nameUsed("supportTicketName")); // a colleague's
        }
        if (outcome instanceof Outcome.NotOpened notOpened) {
            Problems.requireNoGuess(notOpened.refused().objections().stream().map(Objection::refusal), freshness);
            throw Problems.refused(notOpened.refused(), opening.version());
        }
        throw outcome instanceof Outcome.FilesRefused refused
                ? problemOf(refused.problem())
                : nameUsed("supportTicketName");
    }

    private OpenIncidentRequest opening(TicketScope scope, AzureTicketRequest.Properties said) {
        Choice about = services.choose(said.serviceId(), said.problemClassificationId());
        AzureSeverity severity = AzureSeverity.of(said.severity());
        return new OpenIncidentRequest(
                about.classification().kind(),
                about.service().productId(),
                about.classification().version().orElse(null),
                about.classification().classification().orElse(null),
                severity.ours(),
                said.title(),
                said.description() + AzureDetails.of(said).postscript(),
                said.contactDetails().toContact(severity.isAroundTheClock(said.require24X7Response())),
                Channel.WEB,
                Optional.ofNullable(said.supportPlanId())
                        .map(id -> AzurePlans.find(id).orElseThrow(AzureTickets::unknownPlan))
                        .orElse(null),
                null,
                scope.customer()
                        .map(customer -> new IncidentCustomer(
                                customer.id().value(),
                                customer.domain(),
                                scope.subscription().orElseThrow()))
                        .orElse(null));
    }

    private static ProblemException unknownPlan() {
        return Problem.of(422, "unknown-plan").error("planId", "unknown-plan").exception();
    }

    AzureTicketResponse get(TicketScope scope, String name) {
        return view(find(scope, name));
    }

    AzureTicketResponse update(TicketScope scope, String name, AzureTicketUpdate update) {
        IncidentId id = find(scope, name).ticket().incident();
        Handled handled = HandlingProblems.done(changeTicket.change(
                id, caller.get(), incident -> change(incident, tickets.find(id).flatMap(this::details), update)));
        return view(new Listed(tickets.find(id).orElseThrow(Problems::notFound), handled.incident()));
    }

    private TicketChange change(HandledIncident incident, Optional<AzureDetails> details, AzureTicketUpdate update) {
        Contact contact = incident.incident().opening().request().contact();
        Severity before = incident.incident().opening().request().severity();
        Optional<AzureSeverity> severity =
                Optional.ofNullable(update.severity()).map(AzureSeverity::of);
        AzureContact written = AzureContact.from(contact, details.map(AzureDetails::contact));
        AzureContact changed =
                update.contactDetails() == null ? written : valid(written.changedTo(update.contactDetails()));
        boolean aroundTheClock = contact.reachableAroundTheClock()
                || severity.filter(AzureSeverity.HIGHESTCRITICALIMPACT::equals).isPresent();
        IncidentContact after = valid(changed.toContact(aroundTheClock));
        Changes changes = new Changes(
                Optional.empty(),
                Optional.empty(),
                severity.map(AzureSeverity::ours).filter(wanted -> wanted != before),
                Optional.of(after.toContact()).filter(wanted -> !wanted.equals(contact)),
                Optional.empty());
        return new TicketChange(
                Optional.of(changes).filter(any -> any.severity().isPresent() || any.ofTexts()),
                Optional.ofNullable(update.status()).map("open"::equalsIgnoreCase),
                details.map(known -> storedJson.write(known.changedTo(update, changed))));
    }

    AzureTicketListResponse list(TicketScope scope, String filter, Integer top, String skipToken) {
        AzureFilter parsed = AzureFilter.parse(filter, FILTERS);
        Paging.Request page = paging.request(
                "tickets " + caller.get().subject() + scope.subscription() + parsed, pageSize(top), skipToken);
        Optional<TicketFilter> wanted = filter(parsed);
        Page<Listed> found = paging.page(
                page,
                wanted.isEmpty()
                        ? List.of()
                        : listTickets.list(
                                caller.get(),
                                scope,
                                wanted.get(),
                                page.after().map(UUID::fromString),
                                page.fetchSize()),
                listed -> listed.incident().id().value().toString());
        return new AzureTicketListResponse(
                found.items().stream().map(this::view).toList(),
                nextLink(pathOf(scope) + "/supportTickets", filter, top, found.nextCursor()));
    }

    /** Empty if nothing can be in the list: no ticket is ever being updated. */
    private Optional<TicketFilter> filter(AzureFilter parsed) {
        Optional<String> status = parsed.value("status");
        if (status.filter("updating"::equalsIgnoreCase).isPresent()) {
            return Optional.empty();
        }
        if (status.filter(value -> !value.equalsIgnoreCase("open") && !value.equalsIgnoreCase("closed"))
                .isPresent()) {
            throw AzureFilter.malformed();
        }
        return Optional.of(new TicketFilter(
                status.map("open"::equalsIgnoreCase),
                parsed.created(),
                parsed.value("problemclassificationid")
                        .or(() -> parsed.value("serviceid"))
                        .map(services::subject)));
    }

    static int pageSize(Integer top) {
        if (top == null) {
            return PAGE;
        }
        if (top < 1) {
            throw Problem.of(400, "validation-failed")
                    .error("$top", "azure-top")
                    .exception();
        }
        return Math.min(top, PAGE);
    }

    String nextLink(String path, String filter, Integer top, String cursor) {
        if (cursor == null) {
            return null;
        }
        Map<String, String> parameters = new HashMap<>(Map.of("$skiptoken", cursor));
        if (filter != null) {
            parameters.put("$filter", filter);
        }
        if (top != null) {
            parameters.put("$top", top.toString());
        }
        return links.to(path, parameters);
    }

    boolean isTaken(TicketScope scope, String name) {
        return tickets.holderOf(scope, name).isPresent();
    }

    /** The ticket, if the caller may read it. */
    Listed find(TicketScope scope, String name) {
        return tickets.find(scope, name)
                .flatMap(ticket -> readIncident
                        .find(ticket.incident(), caller.get())
                        .map(incident -> new Listed(ticket, incident)))
                .orElseThrow(Problems::notFound);
    }

    Optional<Listed> find(IncidentId id) {
        return tickets.find(id)
                .flatMap(ticket -> readIncident.find(id, caller.get()).map(incident -> new Listed(ticket, incident)));
    }

    AzureTicketResponse view(IncidentId id) {
        return view(find(id).orElseThrow(Problems::notFound));
    }

    AzureTicketResponse view(Listed listed) {
        Optional<AzureDetails> details = details(listed.ticket());
        return AzureTicketResponse.from(
                listed.ticket(),
                listed.incident(),
                details,
                services.of(listed.incident().incident().opening().request(), details));
    }

    private Optional<AzureDetails> details(Ticket ticket) {
        return ticket.details().map(stored -> storedJson.read(stored, AzureDetails.class));
    }

    /** 202 as for a creation that takes its time; whoever asks how far it is hears that it is done. */
    Response accepted(String path, Object created, UUID operation) {
        return Response.accepted(created)
                .header("Azure-AsyncOperation", links.to(path + "/operationsStatus/" + operation, Map.of()))
                .header("Location", links.to(path + "/operationResults/" + operation, Map.of()))
                .header("Retry-After", 1)
                .build();
    }

    static String pathOf(TicketScope scope) {
        return scope.subscription()
                .map(id -> AzureSurface.SUBSCRIPTIONS + "/" + id + AzureSurface.PROVIDER)
                .orElse(AzureSurface.PROVIDER);
    }

    static ProblemException nameUsed(String parameter) {
        return Problem.of(409, "name-already-used")
                .error(parameter, "azure-used-otherwise")
                .exception();
    }

    static ProblemException problemOf(FileProblem problem) {
        if (problem instanceof FileProblem.NotTaken notTaken) {
            return AttachmentResource.refused(notTaken.refusal());
        }
        if (problem instanceof FileProblem.NotAttached notAttached) {
            HandlingProblems.done(notAttached.outcome()); // throws, as it was not done
        }
        return problem instanceof FileProblem.Incomplete incomplete
                ? Problem.of(409, "file-incomplete")
                        .arguments(incomplete.name())
                        .exception()
                : nameUsed("properties.fileWorkspaceName");
    }

    /** What native clients may say, Azure's may, and nothing else. */
    private <T> T valid(T value) {
        Set<ConstraintViolation<T>> violations = validator.validate(value);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return value;
    }

    byte[] hash(Object request) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(request));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
