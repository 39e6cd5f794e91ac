package io.partnersupport.incident.domain.ticket;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.IncidentId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Where files wait for their ticket.
 *
 * @param incident of the ticket that they go to; empty until there is one
 */
public record Workspace(
        UUID id,
        TicketScope scope,
        String name,
        AccountId account,
        Instant createdAt,
        Instant expiresAt,
        Optional<IncidentId> incident) {
    /** How long files wait. */
    public static final Duration KEPT_FOR = Duration.ofDays(1);

    /** Whether somebody may still use it. */
    public boolean isOpenTo(AccountId other, Instant at) {
        return account.equals(other) && (incident.isPresent() || at.isBefore(expiresAt));
    }

    /**
     * A file that comes in chunks of one size; the last may be smaller.
     *
     * @param attached whether it has become an attachment of the incident
     */
    public record UploadedFile(
            UUID id, String name, int size, int chunkSize, int chunks, Instant createdAt, boolean attached) {
        /** How many bytes a chunk has at most. */
        public static final int LARGEST_CHUNK = 2_621_440;

        public int lengthOf(int chunk) {
            return Math.min(chunkSize, size - chunk * chunkSize);
        }
    }
}
