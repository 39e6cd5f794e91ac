package io.partnersupport.incident.api;

import io.partnersupport.incident.application.AttachFile;
import io.partnersupport.incident.application.AttachFile.Checked;
import io.partnersupport.incident.application.AttachFile.FileRefusal;
import io.partnersupport.incident.application.ReadIncident;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.attachment.Attachment;
import io.partnersupport.incident.domain.attachment.Attachments;
import io.partnersupport.incident.domain.lifecycle.HandledIncident;
import io.partnersupport.incident.domain.lifecycle.Party;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemException;
import io.partnersupport.kit.idempotency.Idempotency;
import io.partnersupport.kit.identity.CurrentCaller;
import io.quarkus.security.Authenticated;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/incidents/{incidentId}/attachments")
@Authenticated
@Tag(name = "Incidents")
public class AttachmentResource {
    /** A file of an incident. */
    record AttachmentResponse(
            UUID id,
            String name,
            String mediaType,
            long size,
            String sha256,
            Party from,
            String addedBy,
            Instant addedAt) {
        static AttachmentResponse from(Attachment attachment) {
            return new AttachmentResponse(
                    attachment.id(),
                    attachment.name(),
                    attachment.type().mediaType(),
                    attachment.size(),
                    attachment.sha256(),
                    attachment.party(),
                    attachment.addedBy().value(),
                    attachment.addedAt());
        }
    }

    /** The files of an incident. */
    record AttachmentListResponse(List<AttachmentResponse> items) {}

    private final AttachFile attachFile;
    private final Attachments attachments;
    private final ReadIncident readIncident;
    private final Idempotency idempotency;
    private final CurrentCaller caller;

    AttachmentResource(
            AttachFile attachFile,
            Attachments attachments,
            ReadIncident readIncident,
            Idempotency idempotency,
            CurrentCaller caller) {
        this.attachFile = attachFile;
        this.attachments = attachments;
        this.readIncident = readIncident;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            summary = "Add a file to an incident: up to 5, of up to 5 MB each",
            description = "The body is the file. What it is, is decided by its name together with its content.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "201",
            description = "Added",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AttachmentResponse.class)))
    public Response addAttachment(
            @PathParam("incidentId") UUID incidentId,
            @HeaderParam(Idempotency.HEADER) String idempotencyKey,
            @QueryParam("name")
                    @Parameter(description = "The name of the file, with its extension", example = "error.log")
                    @NotNull
                    @Size(max = 200)
                    @Pattern(
                            regexp = "[^./\\\\:*?\"<>|\\p{Cntrl}]"
                                    + "[^/\\\\:*?\"<>|\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]*",
                            message = "file-name")
                    String name,
            InputStream body)
            throws IOException {
        HandledIncident incident = readable(incidentId);
        java.nio.file.Path file = Files.createTempFile("attachment", null);
        try {
            Checked checked = attachFile.check(name, body == null ? InputStream.nullInputStream() : body, file);
            if (checked.refusal().isPresent()) {
                throw refused(checked.refusal().get());
            }
            return idempotency.once(
                    idempotencyKey,
                    "addAttachment " + incidentId,
                    Map.of("name", name, "sha256", checked.sha256()),
                    () -> add(incident, checked, file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Response add(HandledIncident incident, Checked checked, java.nio.file.Path file) {
        AttachFile.Outcome outcome = attachFile.add(incident, caller.get(), checked, file);
        HandlingProblems.done(outcome.handling());
        AttachmentResponse added = AttachmentResponse.from(outcome.attachment());
        return Response.created(URI.create("/v1/incidents/" + incident.id().value() + "/attachments/" + added.id()))
                .entity(added)
                .build();
    }

    @GET
    @Operation(summary = "List the files of an incident")
    public AttachmentListResponse listAttachments(@PathParam("incidentId") UUID incidentId) {
        return new AttachmentListResponse(attachments.of(readable(incidentId).id()).stream()
                .map(AttachmentResponse::from)
                .toList());
    }

    @GET
    @Path("/{attachmentId}")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "Download a file of an incident")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response getAttachment(
            @PathParam("incidentId") UUID incidentId, @PathParam("attachmentId") UUID attachmentId) {
        Attachment attachment =
                attachments.find(readable(incidentId).id(), attachmentId).orElseThrow(Problems::notFound);
        return Response.ok(content(attachment), attachment.type().mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(attachment.name()))
                .header(HttpHeaders.CONTENT_LENGTH, attachment.size())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .build();
    }

    /** Piece by piece, so that only one of them is in memory. */
    private StreamingOutput content(Attachment attachment) {
        return out -> {
            int position = 0;
            for (Optional<byte[]> piece = attachments.piece(attachment.id(), position);
                    piece.isPresent();
                    piece = attachments.piece(attachment.id(), ++position)) {
                out.write(piece.get());
            }
        };
    }

    /** RFC 6266: plain ASCII for everybody, the real name for those who understand it. */
    private static String disposition(String name) {
        String ascii = name.replaceAll("[^A-Za-z0-9._ -]", "_");
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(ascii, encoded);
    }

    private HandledIncident readable(UUID incidentId) {
        return readIncident.find(new IncidentId(incidentId), caller.get()).orElseThrow(Problems::notFound);
    }

    public static ProblemException refused(FileRefusal refusal) {
        return Problem.of(statusOf(refusal), Problem.codeOf(refusal)).exception();
    }

    static int statusOf(FileRefusal refusal) {
        return switch (refusal) {
            case ATTACHMENT_TOO_LARGE -> 413;
            case ATTACHMENT_EMPTY, ATTACHMENT_TYPE_NOT_ALLOWED, ATTACHMENT_INFECTED -> 422;
        };
    }
}
