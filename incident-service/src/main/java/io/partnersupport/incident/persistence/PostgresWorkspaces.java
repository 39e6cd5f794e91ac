package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.ticket.TicketScope;
import io.partnersupport.incident.domain.ticket.Workspace;
import io.partnersupport.incident.domain.ticket.Workspace.UploadedFile;
import io.partnersupport.incident.domain.ticket.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class PostgresWorkspaces implements Workspaces {
    private final EntityManager entityManager;

    PostgresWorkspaces(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public void add(Workspace workspace) {
        PostgresTickets.of(workspace.scope(), entityManager.createNativeQuery("""
                        INSERT INTO azure_workspace (id, owner, subscription, name, account, created_at, expires_at)
                        VALUES (:id, :owner, :subscription, :name, :account, :created, :expires) ON CONFLICT DO NOTHING"""))
                .setParameter("id", workspace.id())
                .setParameter("name", workspace.name())
                .setParameter("account", workspace.account().value())
                .setParameter("created", workspace.createdAt())
                .setParameter("expires", workspace.expiresAt())
                .executeUpdate();
    }

    @Override
    public Optional<Workspace> find(TicketScope scope, String name) {
        return Rows.of(PostgresTickets.of(scope, query("""
                                SELECT id, name, account, created_at, expires_at, incident FROM azure_workspace
                                WHERE owner = :owner AND subscription = :subscription AND lower(name) = lower(:name)""")).setParameter("name", name))
                .findFirst()
                .map(row -> new Workspace(
                        Rows.uuid(row, "id"),
                        scope,
                        row.get("name", String.class),
                        new AccountId(row.get("account", String.class)),
                        row.get("created_at", Instant.class),
                        row.get("expires_at", Instant.class),
                        Optional.ofNullable(Rows.uuid(row, "incident")).map(IncidentId::new)));
    }

    @Override
    public void lock(Workspace workspace) {
        query("SELECT id FROM azure_workspace WHERE id = :id FOR UPDATE")
                .setParameter("id", workspace.id())
                .getResultList();
    }

    @Override
    public boolean bind(Workspace workspace, IncidentId incident) {
        return entityManager
                        .createNativeQuery(
                                "UPDATE azure_workspace SET incident = :incident WHERE id = :id AND incident IS NULL")
                        .setParameter("incident", incident.value())
                        .setParameter("id", workspace.id())
                        .executeUpdate()
                == 1;
    }

    @Override
    public List<UploadedFile> files(Workspace workspace) {
        return Rows.of(query("""
                        SELECT id, name, size, chunk_size, chunks, created_at, attached FROM azure_file
                        WHERE workspace = :workspace ORDER BY id""").setParameter("workspace", workspace.id()))
                .map(row -> new UploadedFile(
                        Rows.uuid(row, "id"),
                        row.get("name", String.class),
                        row.get("size", Integer.class),
                        row.get("chunk_size", Integer.class),
                        row.get("chunks", Integer.class),
                        row.get("created_at", Instant.class),
                        row.get("attached", Boolean.class)))
                .toList();
    }

    @Override
    public void add(Workspace workspace, UploadedFile file) {
        entityManager
                .createNativeQuery("""
                        INSERT INTO azure_file (id, workspace, name, size, chunk_size, chunks, created_at)
                        VALUES (:id, :workspace, :name, :size, :chunkSize, :chunks, :created)""")
                .setParameter("id", file.id())
                .setParameter("workspace", workspace.id())
                .setParameter("name", file.name())
                .setParameter("size", file.size())
                .setParameter("chunkSize", file.chunkSize())
                .setParameter("chunks", file.chunks())
                .setParameter("created", file.createdAt())
                .executeUpdate();
    }

    @Override
    public void add(UploadedFile file, int position, byte[] chunk) {
        entityManager
                .createNativeQuery("""
                        INSERT INTO azure_file_chunk (file, position, bytes) VALUES (:file, :position, :bytes)
                        ON CONFLICT (file, position) DO UPDATE SET bytes = excluded.bytes""")
                .setParameter("file", file.id())
                .setParameter("position", position)
                .setParameter("bytes", chunk)
                .executeUpdate();
    }

    @Override
    public Optional<List<byte[]>> content(UploadedFile file) {
        List<byte[]> chunks = Rows.of(query("SELECT bytes FROM azure_file_chunk WHERE file = :file ORDER BY position")
                        .setParameter("file", file.id()))
                .map(row -> row.get("bytes", byte[].class))
                .toList();
        return Optional.of(chunks).filter(found -> found.size() == file.chunks());
    }

    @Override
    public void attached(UploadedFile file) {
        entityManager
                .createNativeQuery("UPDATE azure_file SET attached = true WHERE id = :file")
                .setParameter("file", file.id())
                .executeUpdate();
        entityManager
                .createNativeQuery("DELETE FROM azure_file_chunk WHERE file = :file")
                .setParameter("file", file.id())
                .executeUpdate();
    }

    @Override
    public int removeExpired(Instant now, int limit) {
        return entityManager
                .createNativeQuery("""
                        DELETE FROM azure_workspace WHERE id IN (
                            SELECT id FROM azure_workspace WHERE incident IS NULL AND expires_at <= :now
                            ORDER BY expires_at LIMIT :limit FOR UPDATE SKIP LOCKED)""")
                .setParameter("now", now)
                .setParameter("limit", limit)
                .executeUpdate();
    }

    private Query query(String sql) {
        return entityManager.createNativeQuery(sql, Tuple.class);
    }
}
