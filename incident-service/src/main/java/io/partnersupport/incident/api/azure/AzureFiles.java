package io.partnersupport.incident.api.azure;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.api.Problems;
import io.partnersupport.incident.application.ticket.KeepTicketFiles;
import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.attachment.Attachment;
import io.partnersupport.incident.domain.ticket.TicketScope;
import io.partnersupport.incident.domain.ticket.Workspace;
import io.partnersupport.incident.domain.ticket.Workspace.UploadedFile;
import io.partnersupport.incident.domain.ticket.Workspaces;
import io.partnersupport.kit.http.Problem;
import io.partnersupport.kit.http.ProblemException;
import io.partnersupport.kit.identity.CurrentCaller;
import io.partnersupport.kit.persistence.Ids;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Files on their way to a ticket, as Azure's file workspaces. */
@ApplicationScoped
class AzureFiles {
    static final String WORKSPACE_TYPE = "Microsoft.Support/fileWorkspaces";
    private static final String FILE_TYPE = "Microsoft.Support/files";
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._ -]{0,198}");

    /** Where files wait for their ticket. */
    record AzureWorkspaceResponse(String id, String name, String type, Properties properties) {
        @Schema(name = "AzureWorkspaceProperties")
        record Properties(Instant createdOn, Instant expirationTime) {}
    }

    /** A file that will come in chunks. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record AzureFileRequest(@NotNull @Valid Properties properties) {
        @JsonIgnoreProperties(ignoreUnknown = true)
        @Schema(name = "AzureFileRequestProperties")
        record Properties(
                @NotNull
                @Min(1)
                @Max(UploadedFile.LARGEST_CHUNK)
                @Schema(description = "Bytes of each chunk but the last")
                Integer chunkSize,

                @NotNull @Min(1) @Max(Attachment.LARGEST) Integer fileSize,
                @NotNull @Min(1) Integer numberOfChunks) {
            boolean isConsistent() {
                return numberOfChunks == (fileSize + chunkSize - 1) / chunkSize;
            }
        }
    }

    /** A file of a workspace. */
    record AzureFileResponse(String id, String name, String type, Properties properties) {
        @Schema(name = "AzureFileProperties")
        record Properties(Instant createdOn, int chunkSize, int fileSize, int numberOfChunks) {}
    }

    /** The files of a workspace. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AzureFileListResponse(List<AzureFileResponse> value) {}

    /** A chunk of a file. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record AzureUploadRequest(
            @NotNull @Size(max = 3_495_256) @Schema(description = "The bytes in base64")
            String content,

            @NotNull @Min(0) @Schema(description = "From 0") Integer chunkIndex) {
        /** Only whom it concerns may read it: nothing of it in a log. */
        @Override
        public String toString() {
            return "AzureUploadRequest[" + chunkIndex + "]";
        }
    }

    private final KeepTicketFiles keepFiles;
    private final Workspaces workspaces;
    private final CurrentCaller caller;
    private final Clock clock;

    AzureFiles(KeepTicketFiles keepFiles, Workspaces workspaces, CurrentCaller caller, Clock clock) {
        this.keepFiles = keepFiles;
        this.workspaces = workspaces;
        this.caller = caller;
        this.clock = clock;
    }

    AzureWorkspaceResponse createWorkspace(TicketScope scope, String name) {
        AzureNameRequest.valid("fileWorkspaceName", name);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        QuarkusTransaction.requiringNew()
                .run(() -> workspaces.add(new Workspace(
                        Ids.next(now), scope, name, account(), now, now.plus(Workspace.KEPT_FOR), Optional.empty())));
        return view(workspaces
                .find(scope, name)
                .filter(found -> found.isOpenTo(account(), now))
                .orElseThrow(() -> AzureTickets.nameUsed("fileWorkspaceName")));
    }

    AzureWorkspaceResponse getWorkspace(TicketScope scope, String name) {
        return view(workspace(scope, name));
    }

    Workspace workspace(TicketScope scope, String name) {
        return workspaces
                .find(scope, name)
                .filter(found -> found.isOpenTo(account(), clock.instant()))
                .orElseThrow(Problems::notFound);
    }

    boolean isTaken(TicketScope scope, String name) {
        return workspaces.find(scope, name).isPresent();
    }

    AzureFileResponse createFile(TicketScope scope, String workspaceName, String name, AzureFileRequest request) {
        Workspace workspace = workspace(scope, workspaceName);
        AzureFileRequest.Properties said = request.properties();
        if (!FILE_NAME.matcher(name).matches()) {
            throw wrong("fileName", "azure-file-name");
        }
        if (!said.isConsistent()) {
            throw wrong("properties.numberOfChunks", "azure-number-of-chunks");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        UploadedFile file = new UploadedFile(
                Ids.next(now), name, said.fileSize(), said.chunkSize(), said.numberOfChunks(), now, false);
        if (!keepFiles.announce(workspace, file, Attachment.MOST)) {
            throw Problem.of(409, "too-many-attachments").exception();
        }
        UploadedFile announced = file(workspace, name);
        if (announced.size() != file.size() || announced.chunkSize() != file.chunkSize()) {
            throw AzureTickets.nameUsed("fileName");
        }
        return view(workspace, announced);
    }

    AzureFileResponse getFile(TicketScope scope, String workspaceName, String name) {
        Workspace workspace = workspace(scope, workspaceName);
        return view(workspace, file(workspace, name));
    }

    AzureFileListResponse listFiles(TicketScope scope, String workspaceName) {
        Workspace workspace = workspace(scope, workspaceName);
        return new AzureFileListResponse(workspaces.files(workspace).stream()
                .map(file -> view(workspace, file))
                .toList());
    }

    void upload(TicketScope scope, String workspaceName, String name, AzureUploadRequest request) {
        Workspace workspace = workspace(scope, workspaceName);
        UploadedFile file = file(workspace, name);
        if (file.attached()) {
            throw AzureTickets.nameUsed("fileName");
        }
        if (request.chunkIndex() >= file.chunks()) {
            throw wrong("chunkIndex", "azure-chunk-index");
        }
        byte[] chunk = decoded(request.content());
        if (chunk.length != file.lengthOf(request.chunkIndex())) {
            throw wrong("content", "azure-chunk-size");
        }
        keepFiles
                .add(workspace, file, request.chunkIndex(), chunk, caller.get())
                .ifPresent(problem -> {
                    throw AzureTickets.problemOf(problem);
                });
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw wrong("content", "azure-base64");
        }
    }

    private UploadedFile file(Workspace workspace, String name) {
        return workspaces.files(workspace).stream()
                .filter(file -> file.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(Problems::notFound);
    }

    private AccountId account() {
        return new AccountId(caller.get().subject());
    }

    private static ProblemException wrong(String field, String rule) {
        return Problem.of(400, "validation-failed").error(field, rule).exception();
    }

    private static String idOf(Workspace workspace) {
        return AzureTickets.pathOf(workspace.scope()) + "/fileWorkspaces/" + workspace.name();
    }

    private static AzureWorkspaceResponse view(Workspace workspace) {
        return new AzureWorkspaceResponse(
                idOf(workspace),
                workspace.name(),
                WORKSPACE_TYPE,
                new AzureWorkspaceResponse.Properties(workspace.createdAt(), workspace.expiresAt()));
    }

    private static AzureFileResponse view(Workspace workspace, UploadedFile file) {
        return new AzureFileResponse(
                idOf(workspace) + "/files/" + file.name(),
                file.name(),
                FILE_TYPE,
                new AzureFileResponse.Properties(file.createdAt(), file.chunkSize(), file.size(), file.chunks()));
    }
}
