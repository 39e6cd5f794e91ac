package io.partnersupport.incident.domain.ticket;

import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.ticket.Workspace.UploadedFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Files on their way to tickets. */
public interface Workspaces {
    /** Adds it, if the name is not taken. */
    void add(Workspace workspace);

    Optional<Workspace> find(TicketScope scope, String name);

    /** Nobody else adds to it until the running transaction ends. */
    void lock(Workspace workspace);

    /** Its files go to the incident from now on; false if they go to another already. */
    boolean bind(Workspace workspace, IncidentId incident);

    /** In the order of their coming. */
    List<UploadedFile> files(Workspace workspace);

    void add(Workspace workspace, UploadedFile file);

    void add(UploadedFile file, int position, byte[] chunk);

    /** The chunks in their order, if all are there. */
    Optional<List<byte[]>> content(UploadedFile file);

    /** The content is an attachment now. */
    void attached(UploadedFile file);

    /** Removes some workspaces that waited too long for a ticket; says how many. */
    int removeExpired(Instant now, int limit);
}
