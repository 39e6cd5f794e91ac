package io.partnersupport.incident.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.application.HandleIncident;
import io.partnersupport.incident.application.HandlingOutcome;
import io.partnersupport.incident.application.HandlingOutcome.Handled;
import io.partnersupport.incident.application.ReadIncident;
import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.incident.IncidentStatus;
import io.partnersupport.incident.domain.lifecycle.Act;
import io.partnersupport.incident.domain.lifecycle.Communication;
import io.partnersupport.incident.domain.lifecycle.HandledIncident;
import io.partnersupport.incident.domain.lifecycle.HandledIncidents;
import io.partnersupport.incident.domain.lifecycle.Party;
import io.partnersupport.incident.domain.lifecycle.PastAct;
import io.partnersupport.incident.domain.lifecycle.Resolution;
import io.partnersupport.kit.http.EntityVersion;
import io.partnersupport.kit.http.RequestLanguage;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/incidents/{incidentId}")
@Authenticated
@Tag(name = "Incidents")
class IncidentActsResource {
    /** Who is to work on an incident. */
    @Schema(examples = """
            {"engineer": "8f2c0001-0000-4000-8000-000000000031"}""")
    record AssignIncidentRequest(
            @Schema(description = "The account of the support engineer; you, if left out")
            @Size(min = 1, max = 100)
            @Pattern(regexp = "[\\x21-\\x7e]*", message = "account")
            String engineer) {}

    /** What is written to the other side. */
    @Schema(examples = """
            {"text": "Please send us the error log of the second node.", "waitsForCustomer": true}""")
    record WriteCommunicationRequest(
            @NotBlank @Size(max = 10_000) @Pattern(regexp = Texts.LINES, message = Texts.LINES_MESSAGE)
            String text,

            @Schema(description = "By an engineer: support cannot go on before the customer answers")
            Boolean waitsForCustomer) {}

    /** Why an incident ends. */
    @Schema(examples = """
            {"resolution": "DUPLICATE"}""")
    record CloseIncidentRequest(@NotNull Resolution resolution) {}

    /** Something that was written. */
    record CommunicationResponse(UUID id, Party from, String author, String text, Instant at) {
        static CommunicationResponse from(Communication written) {
            return new CommunicationResponse(
                    written.id(), written.party(), written.author().value(), written.text(), written.at());
        }
    }

    /** Something that was done to an incident. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record IncidentActResponse(
            Act act,
            Party by,
            String actor,
            Instant at,
            IncidentStatus from,
            IncidentStatus to,

            @Schema(description = "The resolution, or the new severity")
            String details) {
        static IncidentActResponse from(PastAct act) {
            return new IncidentActResponse(
                    act.act(),
                    act.party(),
                    act.actor().value(),
                    act.at(),
                    act.from(),
                    act.to(),
                    act.details().orElse(null));
        }
    }

    private final HandleIncident handleIncident;
    private final ReadIncident readIncident;
    private final HandledIncidents incidents;
    private final Idempotency idempotency;
    private final Paging paging;
    private final RequestLanguage language;
    private final CurrentCaller caller;

    IncidentActsResource(
            HandleIncident handleIncident,
            ReadIncident readIncident,
            HandledIncidents incidents,
            Idempotency idempotency,
            Paging paging,
            RequestLanguage language,
            CurrentCaller caller) {
        this.handleIncident = handleIncident;
        this.readIncident = readIncident;
        this.incidents = incidents;
        this.idempotency = idempotency;
        this.paging = paging;
        this.language = language;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Read an incident: your own, your partner's if you are its admin, any as a support engineer")
    @APIResponse(
            responseCode = "200",
            description = "The incident; its ETag is needed to change it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = IncidentResponse.class)))
    public Response getIncident(@PathParam("incidentId") UUID incidentId) {
        return answer(readable(incidentId));
    }

    @PATCH
    @Operation(
            summary = "Change the title, description, contact or severity of your incident;"
                    + " the severity only until an engineer is assigned")
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = IncidentResponse.class)))
    public Response changeIncident(
            @PathParam("incidentId") UUID incidentId,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @Valid @NotNull ChangeIncidentRequest request) {
        long expected = EntityVersion.expected(ifMatch);
        return answer(HandlingProblems.done(
                        handleIncident.change(new IncidentId(incidentId), caller.get(), expected, request.toChanges()))
                .incident());
    }

    @POST
    @Path("/assignment")
    @Operation(summary = "Assign a support engineer (support engineers)")
    @APIResponse(
            responseCode = "200",
            description = "Assigned",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = IncidentResponse.class)))
    public Response assignIncident(
            @PathParam("incidentId") UUID incidentId,
            @HeaderParam(Idempotency.HEADER) String idempotencyKey,
            @Valid @NotNull AssignIncidentRequest request) {
        Optional<AccountId> engineer = Optional.ofNullable(request.engineer()).map(AccountId::new);
        return once(
                idempotencyKey,
                "assignIncident",
                incidentId,
                request,
                () -> handleIncident.assign(new IncidentId(incidentId), caller.get(), engineer));
    }

    @POST
    @Path("/closure")
    @Operation(
            summary = "Close an incident; by its resolution the unit is given back or not",
            description = "A support engineer's RESOLVED leaves it to the customer to close or reopen it."
                    + " Customers close with RESOLVED or SELF_SOLVED.")
    @APIResponse(
            responseCode = "200",
            description = "Closed, or resolved",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = IncidentResponse.class)))
    public Response closeIncident(
            @PathParam("incidentId") UUID incidentId,
            @HeaderParam(Idempotency.HEADER) String idempotencyKey,
            @Valid @NotNull CloseIncidentRequest request) {
        return once(
                idempotencyKey,
                "closeIncident",
                incidentId,
                request,
                () -> handleIncident.close(new IncidentId(incidentId), caller.get(), request.resolution()));
    }

    @POST
    @Path("/cancellation")
    @Operation(summary = "Take your incident back, before the first response; its unit is given back")
    @APIResponse(
            responseCode = "200",
            description = "Cancelled",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = IncidentResponse.class)))
    public Response cancelIncident(
            @PathParam("incidentId") UUID incidentId, @HeaderParam(Idempotency.HEADER) String idempotencyKey) {
        return once(
                idempotencyKey,
                "cancelIncident",
                incidentId,
                null,
                () -> handleIncident.cancel(new IncidentId(incidentId), caller.get()));
    }

    @POST
    @Path("/reopening")
    @Operation(summary = "Reopen a resolved or closed incident, within the days that the edition allows")
    @APIResponse(
            responseCode = "200",
            description = "Reopened",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = IncidentResponse.class)))
    public Response reopenIncident(
            @PathParam("incidentId") UUID incidentId, @HeaderParam(Idempotency.HEADER) String idempotencyKey) {
        return once(
                idempotencyKey,
                "reopenIncident",
                incidentId,
                null,
                () -> handleIncident.reopen(new IncidentId(incidentId), caller.get()));
    }

    @POST
    @Path("/communications")
    @Operation(
            summary = "Write to the other side",
            description = "The first that a support engineer writes is the first response and stops the clock;"
                    + " an engineer who answers what nobody has taken takes it.")
    @APIResponse(
            responseCode = "201",
            description = "Written",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CommunicationResponse.class)))
    public Response writeCommunication(
            @PathParam("incidentId") UUID incidentId,
            @HeaderParam(Idempotency.HEADER) String idempotencyKey,
            @Valid @NotNull WriteCommunicationRequest request) {
        return idempotency.once(idempotencyKey, "writeCommunication " + incidentId, request, () -> {
            Handled handled = HandlingProblems.done(handleIncident.write(
                    new IncidentId(incidentId),
                    caller.get(),
                    request.text(),
                    Boolean.TRUE.equals(request.waitsForCustomer())));
            return Response.status(Response.Status.CREATED)
                    .entity(CommunicationResponse.from(handled.communication().orElseThrow()))
                    .build();
        });
    }

    @GET
    @Path("/communications")
    @Operation(summary = "List what both sides wrote, oldest first")
    public Page<CommunicationResponse> listCommunications(
            @PathParam("incidentId") UUID incidentId,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        IncidentId id = readable(incidentId).id();
        Paging.Request request = paging.request("communications " + incidentId, limit, cursor);
        return paging.page(
                        request,
                        incidents.communications(id, request.after().map(UUID::fromString), request.fetchSize()),
                        written -> written.id().toString())
                .map(CommunicationResponse::from);
    }

    @GET
    @Path("/history")
    @Operation(
            summary =
                    "List everything that was done to an incident, oldest first: who, when, from which state to which")
    public Page<IncidentActResponse> listIncidentHistory(
            @PathParam("incidentId") UUID incidentId,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        IncidentId id = readable(incidentId).id();
        Paging.Request request = paging.request("history " + incidentId, limit, cursor);
        return paging.page(
                        request,
                        incidents.history(
                                id, request.after().map(Long::parseLong).orElse(0L), request.fetchSize()),
                        act -> Long.toString(act.sequence()))
                .map(IncidentActResponse::from);
    }

    private HandledIncident readable(UUID incidentId) {
        return readIncident.find(new IncidentId(incidentId), caller.get()).orElseThrow(Problems::notFound);
    }

    private Response once(String key, String operation, UUID id, Object body, Supplier<HandlingOutcome> act) {
        return idempotency.once(
                key,
                operation + " " + id,
                body,
                () -> answer(HandlingProblems.done(act.get()).incident()));
    }

    private Response answer(HandledIncident incident) {
        return Response.ok(IncidentResponse.from(incident, readIncident.reopenableUntil(incident), language.locale()))
                .header(HttpHeaders.ETAG, EntityVersion.etag(incident.sequence()))
                .build();
    }
}
