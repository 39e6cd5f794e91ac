package io.partnersupport.kit.persistence;

import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.Session;

/** Sends one statement for many items in one round trip, on the connection of the running transaction. */
public final class SqlBatch {
    private SqlBatch() {}

    /** Sets the parameters of the statement for one item. */
    @FunctionalInterface
    public interface Binder<T> {
        void bind(PreparedStatement statement, T item) throws SQLException;
    }

    public static <T> void execute(EntityManager entityManager, String sql, List<T> items, Binder<T> binder) {
        if (items.isEmpty()) {
            return;
        }
        entityManager.flush();
        Session session = entityManager.unwrap(Session.class);
        session.doWork(connection -> {
            try (PreparedStatement statement = SqlRead.prepare(session, connection, sql)) {
                for (T item : items) {
                    binder.bind(statement, item);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        });
    }
}
