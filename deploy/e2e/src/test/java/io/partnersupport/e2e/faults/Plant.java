package io.partnersupport.e2e.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A violation made by hand, for a checker that never complains proves nothing.
 *
 * @param change of a database, which is taken back afterwards
 * @param log what the client then remembers
 */
record Plant(String invariant, String what, String database, String change, UnaryOperator<List<Exchange>> log) {
    private static final String NOTHING = "SELECT 1";

    @Override
    public String toString() {
        return invariant + ": " + what;
    }

    private static Plant sql(String invariant, String what, String database, String change) {
        return new Plant(invariant, what, database, change, log -> log);
    }

    private static Plant log(String invariant, String what, UnaryOperator<List<Exchange>> log) {
        return new Plant(invariant, what, "incident", NOTHING, log);
    }

    static List<Plant> all(Load load) {
        Load.Partner one = load.partners().get(0);
        Load.Partner other = load.partners().get(1);
        return List.of(
                sql("I1", "a unit too many in a ledger", "incident", """
                        UPDATE ledger_entry SET units = units + 1 WHERE ctid =
                        (SELECT l.ctid FROM ledger_entry l JOIN balance b USING (benefit_id) WHERE NOT b.unlimited LIMIT 1)"""),
                sql("I2", "an answered write that is gone", "incident", "DELETE FROM communication"),
                log(
                        "I2",
                        "an effect that nobody asked for",
                        log -> log.stream()
                                .filter(Predicate.not(
                                        exchange -> exchange.operation().equals("open")))
                                .toList()),
                sql("I3", "one key with two effects", "incident", """
                        UPDATE communication SET text = (SELECT max(text) FROM communication WHERE text LIKE 'k%')
                        WHERE text LIKE 'k%'"""),
                log("I3", "another answer to the same key", log -> with(log, "open", Map.of("answer", "{}"))),
                sql("I4", "an event that was never sent", "linking", """
                        INSERT INTO outbox_copy VALUES (gen_random_uuid(), 'linking.links', 'x', 1, '{}')"""),
                sql("I4", "an event that was never committed", "linking", "DELETE FROM outbox_copy"),
                sql("I6", "a view that is wrong", "linking", "UPDATE known_balance SET remaining = remaining + 1"),
                sql("I7", "several links of one account", "linking", """
                        DROP INDEX contract_link_active;
                        DROP INDEX contract_link_single_account;
                        UPDATE contract_link SET account_id = 'x', removed_at = NULL, removed_by = NULL"""),
                sql("I8", "states without a history", "incident", "DELETE FROM incident_act"),
                sql("I8", "changes without an audit entry", "linking", "DELETE FROM link_audit_entry"),
                log(
                        "I11",
                        "a stranger's pair",
                        log -> with(
                                log, "contracts", Map.of("person", one.admin.name(), "answer", other.pair.accessId()))),
                log("I11", "a stranger's contract", log -> with(log, "foreign", Map.of("status", 200))));
    }

    /** And another one like the last of its kind, with something else in it. */
    private static List<Exchange> with(List<Exchange> log, String operation, Map<String, Object> changes) {
        List<Exchange> more = new ArrayList<>(log);
        more.add(log.stream()
                .filter(exchange -> exchange.operation().equals(operation) && exchange.isDone()
                        || operation.equals("foreign") && exchange.operation().equals(operation))
                .reduce((first, last) -> last)
                .orElseThrow()
                .with(changes));
        return more;
    }
}
