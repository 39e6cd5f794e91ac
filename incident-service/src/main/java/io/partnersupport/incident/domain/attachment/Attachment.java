package io.partnersupport.incident.domain.attachment;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.lifecycle.Party;
import java.time.Instant;
import java.util.UUID;

/**
 * A file of an incident, without its content.
 *
 * @param sha256 of the content, in hex
 */
public record Attachment(
        UUID id,
        String name,
        AttachmentType type,
        long size,
        String sha256,
        Party party,
        AccountId addedBy,
        Instant addedAt) {
    /** How many an incident has at most (I-12). */
    public static final int MOST = 5;
    /** How many bytes one has at most (I-12). */
    public static final long LARGEST = 5 * 1024 * 1024;
}
