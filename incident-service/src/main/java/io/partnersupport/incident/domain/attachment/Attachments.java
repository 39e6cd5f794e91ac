package io.partnersupport.incident.domain.attachment;

import io.partnersupport.incident.domain.IncidentId;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The files of incidents; their contents are kept apart, in pieces. */
public interface Attachments {
    List<Attachment> of(IncidentId incident);

    Optional<Attachment> find(IncidentId incident, UUID id);

    /** Stores the file in the running transaction, piece by piece. */
    void add(IncidentId incident, Attachment attachment, InputStream content) throws IOException;

    void remove(Attachment attachment);

    /** This piece of the content, from 0; empty after the last. */
    Optional<byte[]> piece(UUID attachment, int position);
}
