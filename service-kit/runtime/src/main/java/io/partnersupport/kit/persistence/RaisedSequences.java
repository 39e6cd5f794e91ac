package io.partnersupport.kit.persistence;

import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Raises the sequences of many aggregates in the order of their keys, so that their states are news to readers. */
public final class RaisedSequences {
    private RaisedSequences() {}

    /**
     * Raises the next ones of a table in the running transaction.
     *
     * @param keyType the SQL type of the key column
     * @param after the last key done, or empty text
     * @return the new sequence by key as text, in the order of the keys
     */
    public static Map<String, Long> next(
            EntityManager entityManager, String table, String keyColumn, String keyType, String after, int limit) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        WITH next AS (
                            SELECT %2$s FROM %1$s WHERE :after = '' OR %2$s > cast(nullif(:after, '') AS %3$s)
                            ORDER BY %2$s LIMIT :limit FOR UPDATE),
                        raised AS (
                            UPDATE %1$s SET sequence = sequence + 1 WHERE %2$s IN (SELECT %2$s FROM next)
                            RETURNING %2$s, sequence)
                        SELECT cast(%2$s AS text), sequence FROM raised ORDER BY %2$s""".formatted(table, keyColumn, keyType))
                .setParameter("after", after)
                .setParameter("limit", limit)
                .getResultList();
        Map<String, Long> sequences = new LinkedHashMap<>();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            sequences.put((String) columns[0], ((Number) columns[1]).longValue());
        }
        return sequences;
    }
}
