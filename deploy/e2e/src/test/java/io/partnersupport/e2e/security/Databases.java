package io.partnersupport.e2e.security;

import io.partnersupport.e2e.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the services have written, so that nothing written can be told from something. */
final class Databases {
    /** What the services write by themselves, whatever they are asked; and failed attempts to link, which they count. */
    private static final Pattern OWN_BUSINESS = Pattern.compile(
            "outbox|flyway_schema_history|link_attempts|.*(progress|replay|republication|heartbeat|worker|checks?)");

    /** How far a notification is, which may be sent again at any time. */
    private static final String OF_SENDING = "ARRAY['tries', 'next_try_at', 'last_failure', 'sent_at', 'given_up_at']";

    private Databases() {}

    /** A digest of the rows of every table that requests can change. */
    static Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        for (String database : List.of("entitlement", "activation", "linking", "incident")) {
            read(database, (statement, table) -> {
                try (ResultSet digest = statement.executeQuery(
                        "SELECT count(*) || ' rows, ' || coalesce(sum(hashtextextended((to_jsonb(t) - " + OF_SENDING
                                + ")::text, 0)), 0) FROM \"" + table + "\" t")) {
                    digest.next();
                    state.put(database + "." + table, digest.getString(1));
                }
            });
        }
        return state;
    }

    /** The tables of a database that have this text in some row. */
    static List<String> tablesWith(String database, String text) {
        List<String> found = new ArrayList<>();
        read(database, (statement, table) -> {
            try (ResultSet count = statement.executeQuery(
                    "SELECT count(*) FROM \"" + table + "\" t WHERE t::text LIKE '%" + text + "%'")) {
                count.next();
                if (count.getLong(1) > 0) {
                    found.add(table);
                }
            }
        });
        return found;
    }

    private interface Reader {
        void read(Statement statement, String table) throws SQLException;
    }

    private static void read(String database, Reader reader) {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + Stack.databasePort() + "/" + database,
                        database,
                        Stack.secret("postgres." + database + ".password"));
                Statement statement = connection.createStatement()) {
            for (String table : tablesOf(statement)) {
                reader.read(statement, table);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> tablesOf(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet names = statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
            while (names.next()) {
                if (!OWN_BUSINESS.matcher(names.getString(1)).matches()) {
                    tables.add(names.getString(1));
                }
            }
        }
        return tables;
    }
}
