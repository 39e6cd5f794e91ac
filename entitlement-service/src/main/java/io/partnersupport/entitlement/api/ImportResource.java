package io.partnersupport.entitlement.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.entitlement.application.ImportFile;
import io.partnersupport.entitlement.application.ReceiveImport;
import io.partnersupport.entitlement.application.ReceiveImport.Overview;
import io.partnersupport.entitlement.domain.imports.Import;
import io.partnersupport.entitlement.domain.imports.Import.Format;
import io.partnersupport.entitlement.domain.imports.Import.Kind;
import io.partnersupport.entitlement.domain.imports.Import.Status;
import io.partnersupport.entitlement.domain.imports.Imports;
import io.partnersupport.entitlement.domain.imports.RefusedRow;
import io.partnersupport.entitlement.domain.imports.RefusedRow.FieldFault;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemTexts;
import io.partnersupport.kit.http.RequestLanguage;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/imports")
@Authenticated
@Tag(name = "Imports", description = "Files of partners and memberships (program operators)")
class ImportResource {
    private static final String CSV = "text/csv";
    private static final String JSON_LINES = "application/x-ndjson";
    private static final String JSONL = "application/jsonl";

    /** An import and how far it is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(examples = """
            {"id": "019e4a10-0000-7000-8000-000000000007", "kind": "PARTNERS", "format": "CSV", "status": "RUNNING",
             "rows": 100000, "read": 25200, "accepted": 25000, "unchanged": 198, "refused": 2,
             "requestedBy": "8f2c0001-0000-4000-8000-000000000001", "requestedAt": "2026-03-01T10:00:00Z",
             "startedAt": "2026-03-01T10:00:01Z"}""")
    record ImportResponse(
            UUID id,
            Kind kind,
            Format format,
            Status status,

            @Schema(description = "How many rows the file has; blank lines and the header are none")
            int rows,

            int read,
            int accepted,

            @Schema(description = "Rows that say what is known already")
            int unchanged,

            int refused,
            String requestedBy,
            Instant requestedAt,
            Instant startedAt,
            Instant completedAt) {
        static ImportResponse from(Import of) {
            return new ImportResponse(
                    of.id(),
                    of.kind(),
                    of.format(),
                    of.status(),
                    of.rows(),
                    of.progress().read(),
                    of.progress().accepted(),
                    of.progress().unchanged(),
                    of.progress().refused(),
                    of.requestedBy(),
                    of.requestedAt(),
                    of.startedAt().orElse(null),
                    of.completedAt().orElse(null));
        }
    }

    /** A row that was not taken. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record RefusedRowResponse(
            @Schema(description = "Its number in the file; the first line is 1")
            int line,

            String code,
            String detail,
            String nextStep,
            List<Problem.FieldError> errors) {
        static RefusedRowResponse from(RefusedRow row, Locale language) {
            return new RefusedRowResponse(
                    row.line(),
                    row.code(),
                    ProblemTexts.find(row.code(), "detail", language),
                    ProblemTexts.find(row.code(), "nextStep", language),
                    row.errors().stream()
                            .map(fault -> new Problem.FieldError(
                                    fault.field(), ProblemTexts.errorOf(fault.message(), language)))
                            .toList());
        }
    }

    /** What an Idempotency-Key is bound to. */
    record ImportContent(Kind kind, Format format, String sha256) {}

    private final ReceiveImport receiveImport;
    private final Imports imports;
    private final Paging paging;
    private final Idempotency idempotency;
    private final CurrentCaller caller;
    private final RequestLanguage language;

    ImportResource(
            ReceiveImport receiveImport,
            Imports imports,
            Paging paging,
            Idempotency idempotency,
            CurrentCaller caller,
            RequestLanguage language) {
        this.receiveImport = receiveImport;
        this.imports = imports;
        this.paging = paging;
        this.idempotency = idempotency;
        this.caller = caller;
        this.language = language;
    }

    @POST
    @Consumes({CSV, JSON_LINES, JSONL})
    @Operation(
            summary = "Import a file of partners or memberships; it is worked off in the background",
            description =
                    "CSV begins with a header that names the columns, in any order; JSON lines have an object on each"
                            + " line. UTF-8, one row on each line. Importing a file again changes nothing.")
    @RequestBody(
            content = {
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = JSON_LINES, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = JSONL, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "202",
            description = "Received; Location tells how far it is",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ImportResponse.class)))
    public Response beginImport(
            @QueryParam("kind") @NotNull Kind kind,
            @HeaderParam(Idempotency.HEADER) String idempotencyKey,
            @Context HttpHeaders headers,
            InputStream body)
            throws IOException {
        Problems.requireOperator(caller.get());
        Format format = formatOf(headers.getMediaType());
        try (ImportFile file = ImportFile.keep(body)) {
            Overview overview = receiveImport.overview(file, kind, format);
            refuseUnusable(overview);
            ImportContent content = new ImportContent(kind, format, file.digest());
            return idempotency.once(idempotencyKey, "beginImport", content, () -> {
                Import received = receiveImport.receive(
                        file, overview, kind, format, caller.get().subject());
                return Response.accepted(ImportResponse.from(received))
                        .location(URI.create("/v1/imports/" + received.id()))
                        .build();
            });
        }
    }

    @GET
    @Operation(summary = "List imports, the newest first (program operators)")
    public Page<ImportResponse> listImports(@QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        Problems.requireOperator(caller.get());
        Paging.Request request = paging.request("imports", limit, cursor);
        return paging.page(
                        request,
                        imports.list(request.after().map(UUID::fromString), request.fetchSize()),
                        each -> each.id().toString())
                .map(ImportResponse::from);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read how far an import is (program operators)")
    public ImportResponse getImport(@PathParam("id") UUID id) {
        Problems.requireOperator(caller.get());
        return imports.find(id).map(ImportResponse::from).orElseThrow(Problems::notFound);
    }

    @GET
    @Path("/{id}/refusals")
    @Operation(summary = "List the refused rows of an import with their lines (program operators)")
    public Page<RefusedRowResponse> listRefusedRows(
            @PathParam("id") UUID id, @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        Problems.requireOperator(caller.get());
        imports.find(id).orElseThrow(Problems::notFound);
        Paging.Request request = paging.request("refusals " + id, limit, cursor);
        Locale locale = language.locale();
        return paging.page(
                        request,
                        imports.refused(
                                id, request.after().map(Integer::valueOf).orElse(0), request.fetchSize()),
                        row -> Integer.toString(row.line()))
                .map(row -> RefusedRowResponse.from(row, locale));
    }

    private static Format formatOf(MediaType type) {
        String charset = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "UTF-8");
        if (!charset.equalsIgnoreCase("UTF-8")) {
            throw Problem.of(415, "unsupported-media-type").exception();
        }
        return type.getSubtype().equals("csv") ? Format.CSV : Format.JSON_LINES;
    }

    private static void refuseUnusable(Overview overview) {
        if (!overview.headerFaults().isEmpty()) {
            Problem.Builder problem = Problem.of(422, "wrong-header");
            for (FieldFault fault : overview.headerFaults()) {
                problem.error(fault.field(), fault.message());
            }
            throw problem.exception();
        }
        if (overview.rows() == 0) {
            throw Problem.of(422, "empty-import").exception();
        }
    }
}
