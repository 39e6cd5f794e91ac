package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.attachment.Attachment;
import io.partnersupport.incident.domain.attachment.AttachmentType;
import io.partnersupport.incident.domain.attachment.Attachments;
import io.partnersupport.incident.domain.lifecycle.Party;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresAttachments implements Attachments {
    private static final int PIECE = 256 * 1024;
    private static final String COLUMNS = "id, name, type, size, sha256, party, added_by, added_at";

    private final EntityManager entityManager;

    PostgresAttachments(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public List<Attachment> of(IncidentId incident) {
        return Rows.of(query("SELECT " + COLUMNS + " FROM attachment WHERE incident = :incident ORDER BY id")
                        .setParameter("incident", incident.value()))
                .map(PostgresAttachments::attachment)
                .toList();
    }

    @Override
    public Optional<Attachment> find(IncidentId incident, UUID id) {
        return of(incident).stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private static Attachment attachment(Tuple row) {
        return new Attachment(
                Rows.uuid(row, "id"),
                row.get("name", String.class),
                AttachmentType.valueOf(row.get("type", String.class)),
                Rows.number(row, "size"),
                row.get("sha256", String.class),
                Party.valueOf(row.get("party", String.class)),
                new AccountId(row.get("added_by", String.class)),
                row.get("added_at", Instant.class));
    }

    @Override
    public void add(IncidentId incident, Attachment attachment, InputStream content) throws IOException {
        entityManager
                .createNativeQuery("""
                        INSERT INTO attachment (id, incident, name, type, size, sha256, party, added_by, added_at)
                        VALUES (:id, :incident, :name, :type, :size, :sha256, :party, :addedBy, :addedAt)""")
                .setParameter("id", attachment.id())
                .setParameter("incident", incident.value())
                .setParameter("name", attachment.name())
                .setParameter("type", attachment.type().name())
                .setParameter("size", attachment.size())
                .setParameter("sha256", attachment.sha256())
                .setParameter("party", attachment.party().name())
                .setParameter("addedBy", attachment.addedBy().value())
                .setParameter("addedAt", attachment.addedAt())
                .executeUpdate();
        int position = 0;
        for (byte[] piece = content.readNBytes(PIECE); piece.length > 0; piece = content.readNBytes(PIECE)) {
            entityManager
                    .createNativeQuery(
                            "INSERT INTO attachment_piece (attachment, position, bytes) VALUES (:id, :position, :bytes)")
                    .setParameter("id", attachment.id())
                    .setParameter("position", position++)
                    .setParameter("bytes", piece)
                    .executeUpdate();
        }
    }

    @Override
    public void remove(Attachment attachment) {
        entityManager
                .createNativeQuery("DELETE FROM attachment WHERE id = :id")
                .setParameter("id", attachment.id())
                .executeUpdate();
    }

    @Override
    @Transactional
    public Optional<byte[]> piece(UUID attachment, int position) {
        return Rows.of(query("SELECT bytes FROM attachment_piece WHERE attachment = :id AND position = :position")
                        .setParameter("id", attachment)
                        .setParameter("position", position))
                .findFirst()
                .map(row -> row.get("bytes", byte[].class));
    }

    private Query query(String sql) {
        return entityManager.createNativeQuery(sql, Tuple.class);
    }
}
