package io.partnersupport.entitlement.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.entitlement.application.EditionDocument;
import io.partnersupport.entitlement.application.Format;
import io.partnersupport.entitlement.application.ImportEdition;
import io.partnersupport.entitlement.application.ImportEdition.Outcome;
import io.partnersupport.entitlement.application.ImportEdition.Outcome.AlreadyImported;
import io.partnersupport.entitlement.application.ImportEdition.Outcome.Imported;
import io.partnersupport.entitlement.application.ImportEdition.Outcome.Invalid;
import io.partnersupport.entitlement.application.ImportEdition.Outcome.RevisionIsNotTheNext;
import io.partnersupport.entitlement.domain.catalogue.Edition;
import io.partnersupport.entitlement.domain.catalogue.Editions;
import io.partnersupport.entitlement.domain.catalogue.Editions.Documented;
import io.partnersupport.entitlement.domain.catalogue.Editions.Revision;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.paging.Page;
import io.partnersupport.kit.paging.Paging;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/catalog/editions")
@Authenticated
@Tag(name = "Catalogue", description = "Editions of the program: what can be bought and what it grants")
class EditionResource {
    private static final String YAML = "application/yaml";

    /** An edition in a list. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EditionSummary(
            String code,
            int revision,
            String name,
            Instant effectiveFrom,
            Instant effectiveTo,

            @Schema(description = "Whether purchases are made by its rules now")
            boolean inForce,

            Instant importedAt) {
        static EditionSummary from(Revision revision, Optional<Edition> inForce) {
            return new EditionSummary(
                    revision.code(),
                    revision.revision(),
                    revision.name(),
                    revision.period().from(),
                    revision.period().to().orElse(null),
                    inForce.filter(edition ->
                                    edition.code().equals(revision.code()) && edition.revision() == revision.revision())
                            .isPresent(),
                    revision.importedAt());
        }
    }

    private final Editions editions;
    private final ImportEdition importEdition;
    private final Idempotency idempotency;
    private final Paging paging;
    private final CurrentCaller caller;
    private final Clock clock;

    EditionResource(
            Editions editions,
            ImportEdition importEdition,
            Idempotency idempotency,
            Paging paging,
            CurrentCaller caller,
            Clock clock) {
        this.editions = editions;
        this.importEdition = importEdition;
        this.idempotency = idempotency;
        this.paging = paging;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "List the editions with their effective periods, newest revision of each")
    @APIResponse(
            responseCode = "200",
            description = "Where several editions are effective, the one that began last is in force",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "PageEditionSummary")))
    public Page<EditionSummary> listEditions(@QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        Paging.Request request = paging.request("editions", limit, cursor);
        return summaries(paging.page(request, editions.list(request.after(), request.fetchSize()), Revision::code));
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, YAML})
    @Operation(
            summary = "Import a revision of an edition (operators)",
            description = "The whole document is taken, or nothing of it. What is imported is never changed: a"
                    + " correction is the next revision.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Edition.class)),
                @Content(mediaType = YAML, schema = @Schema(implementation = Edition.class))
            })
    @APIResponse(
            responseCode = "201",
            description = "A new revision",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EditionSummary.class)))
    @APIResponse(
            responseCode = "200",
            description = "The same document had been imported before",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EditionSummary.class)))
    public Response importEdition(
            @HeaderParam(Idempotency.HEADER) String idempotencyKey, @Context HttpHeaders headers, InputStream body)
            throws IOException {
        Problems.requireOperator(caller.get());
        Format format = formatOf(headers.getMediaType());
        String text = text(body.readAllBytes());
        EditionDocument document = EditionDocument.read(text, format).orElseThrow(Problems::malformedDocument);
        return idempotency.once(
                idempotencyKey, "importEdition", text, () -> response(importEdition.importDocument(document)));
    }

    @GET
    @Path("/{code}")
    @Produces({MediaType.APPLICATION_JSON, YAML})
    @Operation(summary = "Read a whole edition in its newest revision, as JSON or as YAML")
    @APIResponse(
            responseCode = "200",
            description = "The document as it was imported",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Edition.class)),
                @Content(mediaType = YAML, schema = @Schema(implementation = Edition.class))
            })
    public Response getEdition(@PathParam("code") String code, @Context HttpHeaders headers) {
        return document(editions.newest(code), headers);
    }

    @GET
    @Path("/{code}/revisions")
    @Operation(summary = "List the revisions of an edition, the newest first")
    public Page<EditionSummary> listEditionRevisions(
            @PathParam("code") String code, @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        Paging.Request request = paging.request("revisions " + code, limit, cursor);
        List<Revision> revisions = editions.revisions(code, request.after().map(Integer::valueOf), request.fetchSize());
        if (revisions.isEmpty()) {
            throw Problems.notFound();
        }
        return summaries(paging.page(request, revisions, each -> Integer.toString(each.revision())));
    }

    @GET
    @Path("/{code}/revisions/{revision}")
    @Produces({MediaType.APPLICATION_JSON, YAML})
    @Operation(summary = "Read a whole edition in one of its revisions, as JSON or as YAML")
    @APIResponse(
            responseCode = "200",
            description = "The document as it was imported",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Edition.class)),
                @Content(mediaType = YAML, schema = @Schema(implementation = Edition.class))
            })
    public Response getEditionRevision(
            @PathParam("code") String code, @PathParam("revision") Integer revision, @Context HttpHeaders headers) {
        return document(editions.revision(code, revision), headers);
    }

    private Response response(Outcome outcome) {
        if (outcome instanceof Imported imported) {
            return summary(Response.created(locationOf(imported.edition())), imported.edition());
        }
        if (outcome instanceof AlreadyImported already) {
            return summary(Response.ok(), already.edition());
        }
        if (outcome instanceof Invalid invalid) {
            throw Problems.invalidEdition(invalid);
        }
        if (outcome instanceof RevisionIsNotTheNext notNext) {
            throw Problems.editionRevisionNotNext(notNext.next());
        }
        throw Problems.editionRevisionExists();
    }

    private Response summary(Response.ResponseBuilder response, Edition edition) {
        Revision revision = editions.revisions(edition.code(), Optional.of(edition.revision() + 1), 1)
                .get(0);
        return response.entity(EditionSummary.from(revision, editions.inForce(clock.instant())))
                .build();
    }

    private Page<EditionSummary> summaries(Page<Revision> page) {
        Optional<Edition> inForce = editions.inForce(clock.instant());
        return page.map(revision -> EditionSummary.from(revision, inForce));
    }

    private static Response document(Optional<Documented> edition, HttpHeaders headers) {
        String document = edition.orElseThrow(Problems::notFound).document();
        boolean yaml = headers.getAcceptableMediaTypes().stream()
                .filter(type -> !type.isWildcardSubtype())
                .findFirst()
                .filter(type -> type.isCompatible(MediaType.valueOf(YAML)))
                .isPresent();
        return yaml
                ? Response.ok(EditionDocument.yaml(document), YAML).build()
                : Response.ok(document, MediaType.APPLICATION_JSON).build();
    }

    private static URI locationOf(Edition edition) {
        return URI.create("/v1/catalog/editions/%s/revisions/%d".formatted(edition.code(), edition.revision()));
    }

    private static Format formatOf(MediaType type) {
        if (type == null) {
            throw new NotSupportedException();
        }
        return type.getSubtype().equals("yaml") ? Format.YAML : Format.JSON;
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problems.malformedDocument();
        }
    }
}
