package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.key.KeyPools;
import io.partnersupport.activation.domain.key.ProductKey;
import io.partnersupport.activation.domain.key.ProductKeyId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

@ApplicationScoped
class PostgresKeyPools implements KeyPools {
    private final EntityManager entityManager;

    PostgresKeyPools(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public List<KeyPool> all() {
        List<?> rows = entityManager.createNativeQuery("""
                        SELECT p.kind, k.available, k.handed_out, i.id, i.imported_by, i.imported_at, i.added,
                            i.duplicates, i.refused
                        FROM key_pool p
                        CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE benefit_id IS NULL) AS available,
                            count(benefit_id) AS handed_out FROM product_key WHERE kind = p.kind) AS k
                        LEFT JOIN LATERAL (SELECT * FROM key_import WHERE kind = p.kind ORDER BY id DESC LIMIT 1) AS i
                            ON true
                        ORDER BY p.kind""").getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new KeyPool(
                        (String) row[0],
                        ((Number) row[1]).longValue(),
                        ((Number) row[2]).longValue(),
                        row[3] == null ? Optional.empty() : Optional.of(lastImport(row))))
                .toList();
    }

    private static KeyImport lastImport(Object[] row) {
        return new KeyImport(
                (UUID) row[3],
                (String) row[0],
                (String) row[4],
                (Instant) row[5],
                (Integer) row[6],
                (Integer) row[7],
                (Integer) row[8]);
    }

    @Override
    public void add(KeyImport done) {
        entityManager
                .createNativeQuery("""
                        INSERT INTO key_import (id, kind, imported_by, imported_at, added, duplicates, refused)
                        VALUES (:id, :kind, :by, :at, :added, :duplicates, :refused)""")
                .setParameter("id", done.id())
                .setParameter("kind", done.kind())
                .setParameter("by", done.by())
                .setParameter("at", done.at())
                .setParameter("added", done.added())
                .setParameter("duplicates", done.duplicates())
                .setParameter("refused", done.refused())
                .executeUpdate();
    }

    @Override
    public void open(String kind) {
        entityManager.createNativeQuery("""
                        INSERT INTO key_pool (kind) VALUES (:kind)
                        ON CONFLICT (kind) DO UPDATE SET exhausted_at = NULL""").setParameter("kind", kind).executeUpdate();
    }

    @Override
    public int add(String kind, List<NewKey> keys, Instant at) {
        return entityManager.unwrap(Session.class).doReturningWork(connection -> {
            // what is known under an earlier digest key is no new key
            try (PreparedStatement statement = connection.prepareStatement("""
                    INSERT INTO product_key (id, kind, sealed_key, key_digest, imported_at)
                    SELECT ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM product_key WHERE key_digest = ANY (?))
                    ON CONFLICT (key_digest) DO NOTHING""")) {
                for (NewKey key : keys) {
                    statement.setObject(1, key.key().id().value());
                    statement.setString(2, kind);
                    statement.setString(3, key.key().sealed());
                    statement.setString(4, key.digests().get(0));
                    statement.setObject(5, at.atOffset(ZoneOffset.UTC));
                    statement.setArray(
                            6, connection.createArrayOf("text", key.digests().toArray()));
                    statement.addBatch();
                }
                return Arrays.stream(statement.executeBatch()).sum();
            }
        });
    }

    @Override
    public Optional<ProductKey> reserve(String kind, BenefitId benefit) {
        // one at a time: whether a pool is empty must not depend on who may yet roll back
        entityManager
                .createNativeQuery("SELECT kind FROM key_pool WHERE kind = :kind FOR UPDATE", String.class)
                .setParameter("kind", kind)
                .getResultList();
        List<?> rows = entityManager
                .createNativeQuery("""
                        (SELECT id, sealed_key, 1 AS rank FROM product_key WHERE benefit_id = :benefit)
                        UNION ALL
                        (SELECT id, sealed_key, 2 FROM product_key WHERE kind = :kind AND benefit_id IS NULL
                            ORDER BY id LIMIT 1)
                        ORDER BY rank LIMIT 1""")
                .setParameter("benefit", benefit.value())
                .setParameter("kind", kind)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new ProductKey(new ProductKeyId((UUID) row[0]), (String) row[1]))
                .findFirst();
    }

    @Override
    public void handOut(ProductKeyId key, BenefitId benefit, Instant at) {
        entityManager
                .createNativeQuery("""
                        UPDATE product_key SET benefit_id = :benefit, handed_out_at = :at
                        WHERE id = :id AND benefit_id IS DISTINCT FROM :benefit""")
                .setParameter("benefit", benefit.value())
                .setParameter("at", at)
                .setParameter("id", key.value())
                .executeUpdate();
    }

    @Override
    public List<ProductKey> underOtherKeys(String sealingKey, Optional<ProductKeyId> after, int limit) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        SELECT id, sealed_key FROM product_key
                        WHERE id > :after AND split_part(sealed_key, ':', 1) <> :sealingKey
                        ORDER BY id LIMIT :limit FOR UPDATE""")
                .setParameter("after", after.map(ProductKeyId::value).orElse(new UUID(0, 0)))
                .setParameter("sealingKey", sealingKey)
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new ProductKey(new ProductKeyId((UUID) row[0]), (String) row[1]))
                .toList();
    }

    @Override
    public void reseal(ProductKey key) {
        entityManager
                .createNativeQuery("UPDATE product_key SET sealed_key = :sealed WHERE id = :id")
                .setParameter("sealed", key.sealed())
                .setParameter("id", key.id().value())
                .executeUpdate();
    }

    @Override
    public boolean noteExhausted(String kind, Instant at) {
        return entityManager
                        .createNativeQuery("""
                                INSERT INTO key_pool AS known (kind, exhausted_at) VALUES (:kind, :at)
                                ON CONFLICT (kind) DO UPDATE SET exhausted_at = excluded.exhausted_at
                                WHERE known.exhausted_at IS NULL""")
                        .setParameter("kind", kind)
                        .setParameter("at", at)
                        .executeUpdate()
                == 1;
    }
}
