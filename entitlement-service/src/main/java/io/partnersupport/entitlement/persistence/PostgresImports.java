package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.imports.Import;
import io.partnersupport.entitlement.domain.imports.Import.Progress;
import io.partnersupport.entitlement.domain.imports.Imports;
import io.partnersupport.entitlement.domain.imports.RefusedRow;
import io.partnersupport.entitlement.domain.imports.RefusedRow.FieldFault;
import io.partnersupport.kit.event.EventJson;
import io.partnersupport.kit.persistence.SqlBatch;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresImports implements Imports, PanacheRepositoryBase<ImportEntity, UUID> {
    private final EventJson json;

    PostgresImports(EventJson json) {
        this.json = json;
    }

    @Override
    public void add(Import added) {
        persistAndFlush(ImportEntity.of(added));
    }

    @Override
    public void add(UUID importId, List<Chunk> chunks) {
        SqlBatch.execute(
                getEntityManager(),
                "INSERT INTO import_chunk (import_id, first_line, content) VALUES (?, ?, ?)",
                chunks,
                (statement, chunk) -> {
                    statement.setObject(1, importId);
                    statement.setInt(2, chunk.firstLine());
                    statement.setBytes(3, chunk.content());
                });
    }

    @Override
    public Optional<Import> find(UUID id) {
        return findByIdOptional(id).map(ImportEntity::toImport);
    }

    @Override
    public List<Import> list(Optional<UUID> before, int limit) {
        var query = before.isEmpty() ? find("order by id desc") : find("id < ?1 order by id desc", before.get());
        return query.range(0, limit - 1).stream().map(ImportEntity::toImport).toList();
    }

    @Override
    public Optional<Import> lockNext() {
        return getEntityManager()
                .createQuery("from ImportEntity where completedAt is null order by id", ImportEntity.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", -2) // skip what another instance works on
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(ImportEntity::toImport);
    }

    @Override
    public Optional<Chunk> nextChunk(UUID importId) {
        List<?> rows = getEntityManager()
                .createNativeQuery(
                        "SELECT first_line, content FROM import_chunk WHERE import_id = :id ORDER BY first_line LIMIT 1",
                        Object[].class)
                .setParameter("id", importId)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Chunk((Integer) row[0], (byte[]) row[1]))
                .findFirst();
    }

    @Override
    public void progressed(Import before, int nextLine, Progress progress, List<RefusedRow> refused, Instant at) {
        getEntityManager()
                .createNativeQuery("""
                        UPDATE import SET next_line = :nextLine, accepted = :accepted, unchanged = :unchanged, refused = :refused,
                          started_at = coalesce(started_at, :at)
                        WHERE id = :id""")
                .setParameter("nextLine", nextLine)
                .setParameter("accepted", progress.accepted())
                .setParameter("unchanged", progress.unchanged())
                .setParameter("refused", progress.refused())
                .setParameter("at", at)
                .setParameter("id", before.id())
                .executeUpdate();
        SqlBatch.execute(
                getEntityManager(),
                "INSERT INTO import_refusal (import_id, line, code, errors) VALUES (?, ?, ?, ?)",
                refused,
                (statement, row) -> {
                    statement.setObject(1, before.id());
                    statement.setInt(2, row.line());
                    statement.setString(3, row.code());
                    statement.setString(4, json.write(row.errors()));
                });
    }

    @Override
    public void done(UUID importId, Chunk chunk, Instant at) {
        getEntityManager()
                .createNativeQuery("DELETE FROM import_chunk WHERE import_id = :id AND first_line = :line")
                .setParameter("id", importId)
                .setParameter("line", chunk.firstLine())
                .executeUpdate();
        getEntityManager()
                .createNativeQuery("""
                        UPDATE import SET completed_at = :at
                        WHERE id = :id AND NOT EXISTS (SELECT FROM import_chunk WHERE import_id = :id)""")
                .setParameter("id", importId)
                .setParameter("at", at)
                .executeUpdate();
    }

    @Override
    public List<RefusedRow> refused(UUID importId, int afterLine, int limit) {
        List<?> rows = getEntityManager()
                .createNativeQuery("""
                        SELECT line, code, errors FROM import_refusal WHERE import_id = :id AND line > :after
                        ORDER BY line LIMIT :limit""", Object[].class)
                .setParameter("id", importId)
                .setParameter("after", afterLine)
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new RefusedRow(
                        (Integer) row[0], (String) row[1], List.of(json.read((String) row[2], FieldFault[].class))))
                .toList();
    }
}
