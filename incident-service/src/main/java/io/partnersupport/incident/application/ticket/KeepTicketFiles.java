package io.partnersupport.incident.application.ticket;

import io.partnersupport.incident.application.AttachFile;
import io.partnersupport.incident.application.AttachFile.Checked;
import io.partnersupport.incident.application.AttachFile.FileRefusal;
import io.partnersupport.incident.application.HandlingOutcome;
import io.partnersupport.incident.application.HandlingOutcome.Handled;
import io.partnersupport.incident.application.HandlingOutcome.NotFound;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.lifecycle.HandledIncident;
import io.partnersupport.incident.domain.lifecycle.HandledIncidents;
import io.partnersupport.incident.domain.ticket.Workspace;
import io.partnersupport.incident.domain.ticket.Workspace.UploadedFile;
import io.partnersupport.incident.domain.ticket.Workspaces;
import io.partnersupport.kit.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Takes files chunk by chunk, and makes them attachments of their ticket. */
@ApplicationScoped
public class KeepTicketFiles {
    /** Why a file cannot go with a ticket. */
    public sealed interface FileProblem {
        /** A chunk is missing. */
        record Incomplete(String name) implements FileProblem {}

        /** The workspace went with another ticket. */
        record AlreadyUsed() implements FileProblem {}

        record NotTaken(FileRefusal refusal) implements FileProblem {}

        record NotAttached(HandlingOutcome outcome) implements FileProblem {}
    }

    private final AttachFile attachFile;
    private final HandledIncidents incidents;
    private final Workspaces workspaces;
    private final TransactionSynchronizationRegistry transaction;

    KeepTicketFiles(
            AttachFile attachFile,
            HandledIncidents incidents,
            Workspaces workspaces,
            TransactionSynchronizationRegistry transaction) {
        this.attachFile = attachFile;
        this.incidents = incidents;
        this.workspaces = workspaces;
        this.transaction = transaction;
    }

    /** Adds a file that will come in chunks; false if there are as many as a ticket takes. */
    @Transactional
    public boolean announce(Workspace workspace, UploadedFile file, int most) {
        workspaces.lock(workspace);
        List<UploadedFile> present = workspaces.files(workspace);
        if (present.stream().anyMatch(other -> other.name().equalsIgnoreCase(file.name()))) {
            return true; // what was announced first stands
        }
        if (present.size() >= most) {
            return false;
        }
        workspaces.add(workspace, file);
        return true;
    }

    /** Adds a chunk. The last one shows what the file is, and attaches it if there is a ticket already. */
    @Transactional
    public Optional<FileProblem> add(
            Workspace workspace, UploadedFile file, int position, byte[] chunk, Caller caller) {
        workspaces.lock(workspace);
        workspaces.add(file, position, chunk);
        Optional<IncidentId> ticket =
                workspaces.find(workspace.scope(), workspace.name()).flatMap(Workspace::incident);
        Optional<FileProblem> problem = workspaces
                .content(file)
                .flatMap(content -> withFile(path -> {
                    Checked checked = check(file, content, path);
                    return checked.refusal()
                            .<FileProblem>map(FileProblem.NotTaken::new)
                            .or(() -> ticket.flatMap(id -> attach(id, file, checked, path, caller)));
                }));
        if (problem.isPresent()) {
            transaction.setRollbackOnly();
        }
        return problem;
    }

    /** Makes all files of a workspace attachments, in the running transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<FileProblem> moveTo(IncidentId id, Workspace workspace, Caller caller) {
        if (workspace.incident().isPresent()) {
            return Optional.of(new FileProblem.AlreadyUsed());
        }
        workspaces.lock(workspace);
        for (UploadedFile file : workspaces.files(workspace)) {
            Optional<List<byte[]>> content = workspaces.content(file);
            if (content.isEmpty()) {
                return Optional.of(new FileProblem.Incomplete(file.name()));
            }
            Optional<FileProblem> problem =
                    withFile(path -> attach(id, file, check(file, content.get(), path), path, caller));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return workspaces.bind(workspace, id) ? Optional.empty() : Optional.of(new FileProblem.AlreadyUsed());
    }

    private Optional<FileProblem> attach(IncidentId id, UploadedFile file, Checked checked, Path path, Caller caller) {
        Optional<HandledIncident> incident = incidents.lock(id); // as it is now, and stays until the end
        HandlingOutcome outcome = incident.map(
                        found -> attachFile.add(found, caller, checked, path).handling())
                .orElseGet(NotFound::new);
        if (!(outcome instanceof Handled)) {
            return Optional.of(new FileProblem.NotAttached(outcome));
        }
        workspaces.attached(file);
        return Optional.empty();
    }

    private Checked check(UploadedFile file, List<byte[]> content, Path path) {
        try (InputStream whole = new SequenceInputStream(Collections.enumeration(
                content.stream().map(ByteArrayInputStream::new).toList()))) {
            return attachFile.check(file.name(), whole, path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface FileUse {
        Optional<FileProblem> with(Path path);
    }

    private static Optional<FileProblem> withFile(FileUse use) {
        try {
            Path path = Files.createTempFile("ticket", null);
            try {
                return use.with(path);
            } finally {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
