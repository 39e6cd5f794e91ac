package io.partnersupport.incident.application;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.attachment.Attachment;
import io.partnersupport.incident.domain.attachment.AttachmentType;
import io.partnersupport.incident.domain.attachment.Attachments;
import io.partnersupport.incident.domain.attachment.VirusScan;
import io.partnersupport.incident.domain.lifecycle.ActRefusal;
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

    /** @param attachment null if it was not added */
    public record Outcome(HandlingOutcome handling, Attachment attachment) {}

    private final HandleIncident handleIncident;
    private final Attachments attachments;
    private final VirusScan virusScan;

    AttachFile(HandleIncident handleIncident, Attachments attachments, VirusScan virusScan) {
        this.handleIncident = handleIncident;
        this.attachments = attachments;
        this.virusScan = virusScan;
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

    /** Keeps a file that was checked without a refusal. */
    @Transactional
    public Outcome add(IncidentId id, Caller caller, Checked file, Path content) {
        Attachment[] added = new Attachment[1];
        HandlingOutcome outcome = handleIncident.attach(id, caller, (party, at) -> {
            if (attachments.of(id).size() >= Attachment.MOST) {
                return Optional.of(ActRefusal.TOO_MANY_ATTACHMENTS);
            }
            added[0] = new Attachment(
                    Ids.next(at),
                    file.name(),
                    file.type().orElseThrow(),
                    file.size(),
                    file.sha256(),
                    party,
                    new AccountId(caller.subject()),
                    at);
            try (InputStream in = Files.newInputStream(content)) {
                attachments.add(id, added[0], in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Optional.empty();
        });
        return new Outcome(outcome, added[0]);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
