package io.partnersupport.kit.persistence;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Reads rows as the driver has them, on the connection of the running transaction: for a statement that is executed so often
 * that Hibernate's reading of rows, which takes longer than the driver's, is felt.
 */
public final class SqlRead {
    private SqlRead() {}

    /** Sets the parameters of the statement. */
    @FunctionalInterface
    public interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** Makes something of the rows; the first one is that after {@link ResultSet#next}. */
    @FunctionalInterface
    public interface Reader<R> {
        R read(ResultSet rows) throws SQLException;
    }

    public static <R> R execute(EntityManager entityManager, String sql, Binder binder, Reader<R> reader) {
        Session session = entityManager.unwrap(Session.class);
        return session.doReturningWork(connection -> {
            try (PreparedStatement statement = prepare(session, connection, sql)) {
                binder.bind(statement);
                return reader.read(statement.executeQuery());
            }
        });
    }

    /** Where statements are counted, those that Hibernate does not send count, too. */
    static PreparedStatement prepare(Session session, Connection connection, String sql) throws SQLException {
        return connection.prepareStatement(session.unwrap(SharedSessionContractImplementor.class)
                .getJdbcSessionContext()
                .getStatementInspector()
                .inspect(sql));
    }
}
