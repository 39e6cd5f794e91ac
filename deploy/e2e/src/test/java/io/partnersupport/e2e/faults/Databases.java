package io.partnersupport.e2e.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the services' databases as they are, and compares what one knows of another with what that one says. */
class Databases {
    /**
     * A projection and the state that it mirrors: the key first, the sequence second.
     *
     * @param of what is compared
     */
    record Mirror(String of, String owner, String state, String reader, String projection) {}

    static final List<Mirror> MIRRORS = List.of(
            new Mirror(
                    "partners in activation-service",
                    "entitlement",
                    "SELECT partner_id, sequence, managed_in FROM partner",
                    "activation",
                    "SELECT id, sequence, managed_in FROM known_partner"),
            new Mirror(
                    "partners in incident-service",
                    "entitlement",
                    "SELECT partner_id, sequence FROM partner",
                    "incident",
                    "SELECT partner_id, sequence FROM partner"),
            new Mirror(
                    "users in activation-service",
                    "entitlement",
                    "SELECT user_id, sequence, partner_id, name FROM partner_user",
                    "activation",
                    "SELECT id, sequence, partner_id, name FROM known_user"),
            new Mirror(
                    "memberships in activation-service",
                    "entitlement",
                    "SELECT id, sequence, partner_id, starts_at, ends_at FROM membership",
                    "activation",
                    "SELECT id, sequence, partner_id, starts_at, ends_at FROM known_membership"),
            new Mirror(
                    "benefits in activation-service",
                    "entitlement",
                    "SELECT id, sequence, partner_id, quantity, usable_until FROM benefit",
                    "activation",
                    "SELECT id, sequence, partner_id, quantity, usable_until FROM known_benefit"
                            + " WHERE benefit_year IS NOT NULL"),
            new Mirror(
                    "hours in incident-service",
                    "entitlement",
                    "SELECT id, sequence, quantity FROM benefit WHERE category = 'ADVISORY'",
                    "incident",
                    "SELECT benefit_id, sequence, granted FROM advisory_benefit"),
            new Mirror(
                    "customers in incident-service",
                    "entitlement",
                    "SELECT id, sequence, partner_id, withdrawn FROM customer",
                    "incident",
                    "SELECT customer_id, sequence, partner_id, withdrawn FROM customer"),
            new Mirror(
                    "products in incident-service",
                    "entitlement",
                    "SELECT product_id, sequence FROM product",
                    "incident",
                    "SELECT product_id, sequence FROM product"),
            new Mirror(
                    "contracts in contract-linking-service",
                    "activation",
                    "SELECT id, sequence, partner_id, access_id_digest, withdrawn_at FROM contract",
                    "linking",
                    "SELECT id, sequence, partner_id, access_id_digest, withdrawn_at FROM known_contract"),
            new Mirror(
                    "contracts in incident-service",
                    "activation",
                    "SELECT id, sequence, partner_id, withdrawn_at IS NOT NULL FROM contract",
                    "incident",
                    "SELECT id, sequence, partner_id, withdrawn FROM contract"),
            new Mirror(
                    "contract lines in incident-service",
                    "activation",
                    "SELECT benefit_id, c.sequence, contract_id, granted, starts_at, ends_at, superseded_by"
                            + " FROM contract_line l JOIN contract c ON c.id = l.contract_id",
                    "incident",
                    "SELECT benefit_id, c.sequence, contract, granted, starts_at, ends_at, superseded_by"
                            + " FROM contract_line l JOIN contract c ON c.id = l.contract"),
            new Mirror(
                    "links in incident-service",
                    "linking",
                    "SELECT id, sequence, contract_id, account_id, removed_at IS NOT NULL FROM contract_link",
                    "incident",
                    "SELECT id, sequence, contract, account, removed FROM contract_link"),
            new Mirror(
                    "balances in activation-service",
                    "incident",
                    "SELECT benefit_id, sequence, remaining FROM balance",
                    "activation",
                    "SELECT benefit_id, sequence, remaining FROM known_balance"),
            new Mirror(
                    "balances in contract-linking-service",
                    "incident",
                    "SELECT benefit_id, sequence, remaining FROM balance WHERE contract IS NOT NULL",
                    "linking",
                    "SELECT benefit_id, sequence, remaining FROM known_balance"));

    private final Lab lab;

    Databases(Lab lab) {
        this.lab = lab;
    }

    /** Rows as texts. */
    List<List<String>> rows(String database, String sql) throws SQLException {
        try (Connection connection = lab.sql(database)) {
            return rows(connection, sql);
        }
    }

    static List<List<String>> rows(Connection connection, String sql) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(result.getString(column));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private Map<String, List<String>> byKey(String database, String sql) throws SQLException {
        Map<String, List<String>> rows = new TreeMap<>();
        rows(database, sql).forEach(row -> rows.put(row.get(0), row));
        return rows;
    }

    /** The states of all owners, by mirror. */
    Map<Mirror, Map<String, List<String>>> states() throws SQLException {
        Map<Mirror, Map<String, List<String>>> states = new java.util.LinkedHashMap<>();
        for (Mirror mirror : MIRRORS) {
            states.put(mirror, byKey(mirror.owner(), mirror.state()));
        }
        return states;
    }

    /** Which of these states is not known where it is to be known, at least as new. */
    List<String> missing(Map<Mirror, Map<String, List<String>>> states) throws SQLException {
        List<String> missing = new ArrayList<>();
        for (var entry : states.entrySet()) {
            Mirror mirror = entry.getKey();
            Map<String, List<String>> known = byKey(mirror.reader(), mirror.projection());
            entry.getValue().forEach((key, state) -> {
                List<String> row = known.get(key);
                if (row == null || Long.parseLong(row.get(1)) < Long.parseLong(state.get(1))) {
                    missing.add("%s: %s is not known, but %s".formatted(mirror.of(), state, row));
                }
            });
        }
        return missing;
    }

    /** Where a projection and its owner's state are not the same. Only quiet owners can be compared so. */
    List<String> differences() throws SQLException {
        List<String> differences = new ArrayList<>();
        for (Mirror mirror : MIRRORS) {
            Map<String, List<String>> state = byKey(mirror.owner(), mirror.state());
            Map<String, List<String>> known = byKey(mirror.reader(), mirror.projection());
            state.forEach((key, row) -> {
                if (!row.equals(known.get(key))) {
                    differences.add("%s: %s, but %s is known".formatted(mirror.of(), row, known.get(key)));
                }
            });
            known.keySet().stream()
                    .filter(key -> !state.containsKey(key))
                    .forEach(key -> differences.add(mirror.of() + ": nothing, but " + known.get(key) + " is known"));
        }
        return differences;
    }
}
