package io.partnersupport.incident.application;

import io.partnersupport.incident.application.HandlingOutcome.Handled;
import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.attachment.Attachment;
import io.partnersupport.incident.domain.attachment.AttachmentType;
import io.partnersupport.incident.domain.attachment.Attachments;
import io.partnersupport.incident.domain.attachment.VirusScan;
import io.partnersupport.incident.domain.lifecycle.HandledIncident;
import io.partnersupport.kit.identity.Caller;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

/** Takes a file, looks at it, and keeps it with its incident. */
@ApplicationScoped
public class AttachFile {
    /** Every reason against a file. */
    public enum FileRefusal {
        ATTACHMENT_TOO_LARGE,
        ATTACHMENT_EMPTY,
        ATTACHMENT_TYPE_NOT_ALLOWED,
        ATTACHMENT_INFECTED
    }

    /** What was seen of a file. */
    public record Checked(
            String name, long size, String sha256, Optional<AttachmentType> type, Optional<FileRefusal> refusal) {}

    /** @param attachment that was added, if it was handled */
    public record Outcome(HandlingOutcome handling, Attachment attachment) {}

    private final HandleIncident handleIncident;
    private final Attachments attachments;
    private final VirusScan virusScan;
    private final Clock clock;

    AttachFile(HandleIncident handleIncident, Attachments attachments, VirusScan virusScan, Clock clock) {
        this.handleIncident = handleIncident;
        this.attachments = attachments;
        this.virusScan = virusScan;
        this.clock = clock;
    }

    /** Reads a file as it comes, outside of any transaction, and no further than the limit. */
    public Checked check(String name, InputStream body, Path file) throws IOException {
        MessageDigest digest = sha256();
        long size;
        try (InputStream content = new DigestInputStream(body, digest);
                OutputStream out = Files.newOutputStream(file)) {
            size = copy(content, out);
        }
        Optional<AttachmentType> type = AttachmentType.of(name, head(file));
        return new Checked(name, size, HexFormat.of().formatHex(digest.digest()), type, refusal(size, type, file));
    }

    private static long copy(InputStream content, OutputStream out) throws IOException {
        long size = 0;
        byte[] buffer = new byte[64 * 1024];
        for (int read = content.read(buffer); read >= 0 && size <= Attachment.LARGEST; read = content.read(buffer)) {
            out.write(buffer, 0, read);
            size += read;
        }
        return size;
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return content.readNBytes(AttachmentType.HEAD);
        }
    }

    private Optional<FileRefusal> refusal(long size, Optional<AttachmentType> type, Path file) throws IOException {
        if (size > Attachment.LARGEST) {
            return Optional.of(FileRefusal.ATTACHMENT_TOO_LARGE);
        }
        if (size == 0) {
            return Optional.of(FileRefusal.ATTACHMENT_EMPTY);
        }
        if (type.isEmpty()) {
            return Optional.of(FileRefusal.ATTACHMENT_TYPE_NOT_ALLOWED);
        }
        try (InputStream content = Files.newInputStream(file)) {
            return virusScan.isClean(content) ? Optional.empty() : Optional.of(FileRefusal.ATTACHMENT_INFECTED);
        }
    }

    /**
     * Keeps a file that was checked without a refusal. It is stored before the incident is locked, so that nobody waits
     * for its bytes, and removed if the incident does not take it.
     */
    @Transactional
    public Outcome add(HandledIncident incident, Caller caller, Checked file, Path content) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        Attachment attachment = new Attachment(
                Ids.next(now),
                file.name(),
                file.type().orElseThrow(),
                file.size(),
                file.sha256(),
                ReadAccess.partyTo(incident.incident().opening().opener(), caller),
                new AccountId(caller.subject()),
                now);
        try (InputStream in = Files.newInputStream(content)) {
            attachments.add(incident.id(), attachment, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        HandlingOutcome outcome = handleIncident.attach(
                incident.id(), caller, () -> attachments.of(incident.id()).size() > Attachment.MOST);
        if (!(outcome instanceof Handled)) {
            attachments.remove(attachment);
        }
        return new Outcome(outcome, attachment);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
