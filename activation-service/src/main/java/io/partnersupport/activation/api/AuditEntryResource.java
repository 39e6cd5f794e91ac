package io.partnersupport.activation.api;

import io.partnersupport.activation.application.ReadAudit;
import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.audit.AuditEntries.Filter;
import io.partnersupport.activation.domain.audit.AuditEntries.Recorded;
import io.partnersupport.activation.domain.audit.AuditEntry;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/audit-entries")
@Authenticated
@Tag(name = "Audit", description = "Who changed what, for good")
class AuditEntryResource {
    private static final String CSV = "text/csv";
    private static final int EXPORTED_AT_ONCE = 500;

    private final ReadAudit readAudit;
    private final Paging paging;
    private final CurrentCaller caller;

    @Context
    HttpHeaders headers;

    AuditEntryResource(ReadAudit readAudit, Paging paging, CurrentCaller caller) {
        this.readAudit = readAudit;
        this.paging = paging;
        this.caller = caller;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Operation(
            summary = "List audit entries, newest first: the partner's own for its admins, or all for operators",
            description = "With Accept: text/csv all entries that the filters choose, as one table without paging.")
    @APIResponse(
            responseCode = "200",
            description = "The entries",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = AuditEntryPage.class)),
                @Content(mediaType = CSV, schema = @Schema(implementation = String.class))
            })
    public Response listAuditEntries(
            @Parameter(description = "Operators may name a partner") @QueryParam("partnerId") String partnerId,
            @Parameter(description = "What happened", schema = @Schema(type = SchemaType.STRING)) @QueryParam("action")
                    AuditEntry.Action action,
            @Parameter(description = "A userId") @QueryParam("actor") String actor,
            @Parameter(description = "A benefit or a contract") @QueryParam("subject") UUID subject,
            @Parameter(description = "The first instant", example = "2026-03-01T00:00:00Z") @QueryParam("from")
                    Instant from,
            @Parameter(description = "The first instant after them", example = "2026-04-01T00:00:00Z") @QueryParam("to")
                    Instant to,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor) {
        Filter filter = filter(partnerId, action, actor, subject, from, to);
        Paging.Request request = paging.request("audit-entries " + filter, limit, cursor);
        if (isTableWanted()) {
            StreamingOutput lines = out -> export(filter, out);
            return Response.ok(lines, CSV + ";charset=UTF-8")
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit-entries.csv\"")
                    .build();
        }
        return Response.ok(AuditEntryPage.from(paging.page(
                                request,
                                readAudit.list(filter, request.after().map(UUID::fromString), request.fetchSize()),
                                recorded -> recorded.id().toString())
                        .map(AuditEntryResponse::from)))
                .build();
    }

    /** Who takes anything is given JSON. */
    private boolean isTableWanted() {
        MediaType first = headers.getAcceptableMediaTypes().get(0);
        return !first.isWildcardType() && !first.isWildcardSubtype() && first.isCompatible(MediaType.valueOf(CSV));
    }

    private Filter filter(
            String partnerId, AuditEntry.Action action, String actor, UUID subject, Instant from, Instant to) {
        Optional<PartnerId> partner = Problems.partnerToAdminister(caller.get(), partnerId);
        return new Filter(
                partner,
                Optional.ofNullable(action),
                Optional.ofNullable(actor),
                Optional.ofNullable(subject),
                Optional.ofNullable(from),
                Optional.ofNullable(to));
    }

    /** A page at a time, so that neither a statement nor the memory grows with the trail. */
    private void export(Filter filter, OutputStream out) throws IOException {
        out.write(AuditCsv.HEADER.getBytes(StandardCharsets.UTF_8));
        Optional<UUID> after = Optional.empty();
        List<Recorded> page;
        do {
            page = readAudit.list(filter, after, EXPORTED_AT_ONCE);
            for (Recorded recorded : page) {
                out.write(AuditCsv.line(AuditEntryResponse.from(recorded)).getBytes(StandardCharsets.UTF_8));
                after = Optional.of(recorded.id());
            }
        } while (page.size() == EXPORTED_AT_ONCE);
    }
}
