package io.partnersupport.incident.api;

import io.partnersupport.incident.application.ListIncidents;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.customer.CustomerId;
import io.partnersupport.incident.domain.incident.IncidentStatus;
import io.partnersupport.incident.domain.incident.Severity;
import io.partnersupport.incident.domain.queue.IncidentQueue;
import io.partnersupport.incident.domain.queue.QueueFilter;
import io.partnersupport.incident.domain.queue.QueuedIncident;
import io.partnersupport.incident.domain.queue.QueuedIncident.Place;
import io.partnersupport.kit.http.Csv;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/incidents")
@Authenticated
@Tag(name = "Incidents", description = "Support incidents, and the unit that each takes from its plan")
class IncidentQueueResource {
    private static final List<String> COLUMNS = List.of(
            "number",
            "status",
            "severity",
            "kind",
            "productId",
            "version",
            "title",
            "customerId",
            "engineer",
            "openedAt",
            "responseDueAt",
            "firstRespondedAt");

    /** A page of incidents. */
    record IncidentPage(List<IncidentSummary> items, String nextCursor) {}

    private final ListIncidents listIncidents;
    private final Paging paging;
    private final CurrentCaller caller;

    IncidentQueueResource(ListIncidents listIncidents, Paging paging, CurrentCaller caller) {
        this.listIncidents = listIncidents;
        this.paging = paging;
        this.caller = caller;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
    @Operation(
            summary = "List incidents: support's work, your partner's, or your own",
            description = "Support engineers get what is being worked on, severity A first and of these the requests"
                    + " of cloud solution providers; admins and admin agents get their partner's, everybody else their"
                    + " own, newest first. As CSV the whole list is given.")
    @APIResponse(
            responseCode = "200",
            description = "The incidents",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = IncidentPage.class)),
                @Content(mediaType = Csv.MEDIA_TYPE, schema = @Schema(implementation = String.class))
            })
    public Response listIncidents(
            @QueryParam("status") @Parameter(description = "One of the statuses") IncidentStatus status,
            @QueryParam("customerId") UUID customerId,
            @QueryParam("severity") Severity severity,
            @QueryParam("q")
                    @Parameter(
                            description = "Words of the title or the number, or their beginnings",
                            schema = @Schema(type = SchemaType.STRING, pattern = "\\S"))
                    @Size(max = 200)
                    @Pattern(regexp = ".*[\\p{L}\\p{N}].*", message = "letter-or-digit")
                    String q,
            @QueryParam("mine") @Parameter(description = "Only your own") Boolean mine,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor,
            @Context HttpHeaders headers) {
        IncidentQueue queue = listIncidents.queueOf(
                caller.get(),
                Boolean.TRUE.equals(mine),
                Optional.ofNullable(customerId).map(CustomerId::new));
        QueueFilter filter = new QueueFilter(
                status == null ? Set.of() : EnumSet.of(status),
                Optional.ofNullable(customerId),
                Optional.ofNullable(severity),
                Optional.ofNullable(q));
        if (Csv.isPreferred(headers)) {
            return Csv.<QueuedIncident>answer(
                    "incidents",
                    COLUMNS,
                    (last, limitOfPart) ->
                            listIncidents.list(queue, filter, last.map(QueuedIncident::place), limitOfPart),
                    incident -> csv(IncidentSummary.from(incident)));
        }
        Paging.Request page = paging.request("incidents " + queue + filter, limit, cursor);
        Page<QueuedIncident> found = paging.page(
                page,
                listIncidents.list(queue, filter, page.after().map(IncidentQueueResource::place), page.fetchSize()),
                incident -> incident.rank() + ":" + incident.id().value());
        return Response.ok(found.map(IncidentSummary::from), MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    private static Place place(String position) {
        String[] parts = position.split(":");
        return new Place(Integer.parseInt(parts[0]), new IncidentId(UUID.fromString(parts[1])));
    }

    private static Object[] csv(IncidentSummary row) {
        return new Object[] {
            row.number(),
            row.status(),
            row.severity(),
            row.kind(),
            row.productId(),
            row.version(),
            row.title(),
            row.customerId(),
            row.engineer(),
            row.openedAt(),
            row.responseDueAt(),
            row.firstRespondedAt()
        };
    }
}
