package io.partnersupport.e2e.faults;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks for violations of the invariants of RELIABILITY.md in the databases, the topics and the client's own log, with
 * nothing of the services in between. I6, I9 and I12 depend on when they are looked at: see {@link Trial}.
 */
final class Checker {
    /** Keys of records that no service sent. */
    static final String POISON = "poison-";

    private static final Set<String> TRANSITIONS = Set.of(
            "OPEN IN_PROGRESS",
            "OPEN WAITING_FOR_CUSTOMER",
            "OPEN RESOLVED",
            "OPEN CLOSED",
            "OPEN CANCELLED",
            "IN_PROGRESS WAITING_FOR_CUSTOMER",
            "IN_PROGRESS RESOLVED",
            "IN_PROGRESS CLOSED",
            "IN_PROGRESS CANCELLED",
            "WAITING_FOR_CUSTOMER IN_PROGRESS",
            "WAITING_FOR_CUSTOMER RESOLVED",
            "WAITING_FOR_CUSTOMER CLOSED",
            "WAITING_FOR_CUSTOMER CANCELLED",
            "RESOLVED CLOSED",
            "RESOLVED OPEN",
            "RESOLVED IN_PROGRESS",
            "CLOSED OPEN",
            "CLOSED IN_PROGRESS");
    /** Acts that are noted and leave the status as it is. */
    private static final Set<String> STILL = Set.of("OPEN", "IN_PROGRESS", "WAITING_FOR_CUSTOMER", "RESOLVED");

    static final String UNBALANCED = """
            SELECT b.benefit_id, b.granted, b.refunded, b.adjusted, b.spent, b.withdrawn, b.remaining, l.total, i.units
            FROM balance b
            LEFT JOIN (SELECT benefit_id, sum(CASE WHEN kind IN ('SPENT', 'WITHDRAWN') THEN -units ELSE units END) AS total
                FROM ledger_entry GROUP BY benefit_id) l USING (benefit_id)
            LEFT JOIN (SELECT benefit_id, sum(units) AS units FROM incident GROUP BY benefit_id) i USING (benefit_id)
            WHERE NOT b.unlimited AND (b.remaining < 0 OR l.total IS DISTINCT FROM b.remaining
                OR b.granted + b.refunded + b.adjusted - b.spent - b.withdrawn <> b.remaining
                OR b.contract IS NOT NULL AND coalesce(i.units, 0) <> b.spent)""";

    private final Lab lab;
    private final Topics topics;
    private final Databases databases;
    private Map<TopicPartition, Long> watchedFrom = Map.of();

    Checker(Lab lab, Topics topics, Databases databases) {
        this.lab = lab;
        this.topics = topics;
        this.databases = databases;
    }

    /** The same, which sees other databases. */
    Checker with(Databases others) {
        Checker checker = new Checker(lab, topics, others);
        checker.watchedFrom = watchedFrom;
        return checker;
    }

    /** From now on every outbox row is written down twice, the second time where no relay removes it. */
    void install() throws SQLException {
        for (String database : Lab.DATABASES.values()) {
            lab.execute(database, """
                    CREATE TABLE IF NOT EXISTS outbox_copy (id uuid, topic text, key text, sequence bigint, payload text);
                    CREATE OR REPLACE FUNCTION copy_outbox() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
                    BEGIN
                        INSERT INTO public.outbox_copy
                        VALUES (NEW.id, NEW.aggregatetype, NEW.aggregateid, NEW.sequence, NEW.payload);
                        RETURN NULL;
                    END $$;
                    BEGIN;
                    LOCK TABLE outbox IN SHARE ROW EXCLUSIVE MODE;
                    CREATE OR REPLACE TRIGGER copied_by_the_checker AFTER INSERT ON outbox
                        FOR EACH ROW EXECUTE FUNCTION copy_outbox();
                    TRUNCATE outbox_copy;
                    INSERT INTO outbox_copy SELECT id, aggregatetype, aggregateid, sequence, payload FROM outbox;
                    COMMIT""");
        }
        topics.keepEverything();
        watchedFrom = topics.ends(topics.names(false));
    }

    void uninstall() throws SQLException {
        for (String database : Lab.DATABASES.values()) {
            lab.execute(
                    database,
                    "DROP TRIGGER IF EXISTS copied_by_the_checker ON outbox; DROP FUNCTION IF EXISTS copy_outbox;"
                            + " DROP TABLE IF EXISTS outbox_copy");
        }
    }

    boolean isEverythingSent() throws SQLException {
        for (String database : Lab.DATABASES.values()) {
            if (!"0".equals(lab.one(database, "SELECT count(*) FROM outbox"))) {
                return false;
            }
        }
        return true;
    }

    /**
     * What holds at every moment when nothing is on its way.
     *
     * @param log everything since the load's first request, because effects must last
     * @param seen how much of it was looked at for what is in no answer
     */
    void check(Findings findings, Load load, List<Exchange> log, int seen) throws SQLException {
        balances(findings);
        effects(findings, load, log);
        answers(findings, log);
        var events = topics.read(topics.names(false));
        events.removeIf(Checker::isPoison);
        events(findings, events);
        sequences(findings, events);
        views(findings);
        uniqueness(findings);
        histories(findings);
        deadLetters(findings, topics.read(topics.names(true)));
        strangers(findings, load, log.subList(seen, log.size()));
    }

    private void balances(Findings findings) throws SQLException {
        findings.that(true, "I1", () -> "");
        for (List<String> row : databases.rows("incident", UNBALANCED)) {
            findings.that(false, "I1", () -> "balance, its ledger and its incidents differ: " + row);
        }
    }

    /** I2 in both directions, and one effect of a key (I3). */
    private void effects(Findings findings, Load load, List<Exchange> log) throws SQLException {
        Map<String, List<String>> incidents = index("incident", "SELECT id, title, status FROM incident");
        Set<String> texts = column("incident", "SELECT text FROM communication");
        Set<String> adjustments = column("incident", "SELECT note FROM ledger_entry WHERE kind = 'ADJUSTED'");
        Set<String> assigned = column("incident", "SELECT incident FROM incident_act WHERE act = 'ASSIGN'");
        Map<String, List<String>> links = index("linking", "SELECT id, removed_at FROM contract_link");
        Set<String> activations = column("activation", "SELECT id FROM activation");
        Set<String> partners = column("entitlement", "SELECT partner_id FROM partner");
        Set<String> memberships = column("entitlement", "SELECT id FROM membership");
        Set<String> users = column("entitlement", "SELECT user_id FROM partner_user");
        for (Exchange done : log) {
            if (!done.isDone() || done.key() == null && !done.operation().equals("unlink")) {
                continue;
            }
            boolean exists = switch (done.operation()) {
                case "partner" -> partners.contains(text(done, "/partnerId"));
                case "membership" -> memberships.contains(text(done, "/membershipId"));
                case "user" -> users.contains(done.key());
                case "activation" -> activations.contains(lastPart(done.location()));
                case "link" -> links.containsKey(text(done, "/link/id"));
                case "unlink" -> links.get(lastPart(done.path())).get(1) != null;
                case "open" -> {
                    List<String> incident = incidents.get(text(done, "/id"));
                    yield incident != null && incident.get(1).equals(done.key());
                }
                case "cancel" -> incidents.get(done.path().split("/")[3]).get(2).equals("CANCELLED");
                case "close" ->
                    Set.of("RESOLVED", "CLOSED")
                            .contains(incidents.get(done.path().split("/")[3]).get(2));
                case "assign" -> assigned.contains(done.path().split("/")[3]);
                case "write" -> texts.contains(done.key());
                case "adjust" -> adjustments.contains(done.key());
                default -> true;
            };
            findings.that(exists, "I2", () -> "answered, and not there: " + done);
        }
        atMostOne(findings, load, log, "open", "incident", "SELECT title FROM incident");
        atMostOne(findings, load, log, "write", "incident", "SELECT text FROM communication");
        atMostOne(findings, load, log, "adjust", "incident", "SELECT note FROM ledger_entry WHERE kind = 'ADJUSTED'");
        atMostOne(findings, load, log, "user", "entitlement", "SELECT user_id FROM partner_user");
    }

    /** Every effect names the key of the request that wanted it. */
    private void atMostOne(
            Findings findings, Load load, List<Exchange> log, String operation, String database, String effects)
            throws SQLException {
        Set<String> asked = log.stream()
                .filter(exchange -> exchange.operation().equals(operation))
                .map(Exchange::key)
                .collect(Collectors.toSet());
        Set<String> seen = new HashSet<>();
        for (List<String> row : databases.rows(database, effects)) {
            String key = row.get(0);
            if (key.startsWith("k" + load.run())) {
                findings.that(asked.contains(key), "I2", () -> operation + " that nobody asked for: " + key);
                findings.that(seen.add(key), "I3", () -> operation + " done twice: " + key);
            }
        }
    }

    /** I3: one answer to a key. */
    private static void answers(Findings findings, List<Exchange> log) {
        Map<String, Exchange> first = new HashMap<>();
        for (Exchange done : log) {
            if (done.isDone() && done.key() != null) {
                Exchange before = first.putIfAbsent(done.person() + done.path() + done.key(), done);
                findings.that(
                        before == null
                                || before.status() == done.status()
                                        && String.valueOf(before.answer()).equals(String.valueOf(done.answer()))
                                        && String.valueOf(before.location()).equals(String.valueOf(done.location())),
                        "I3",
                        () -> "answered once \"" + before.answer() + "\" and then \"" + done.answer() + "\": " + done);
            }
        }
    }

    /** I6, where nothing is on its way. */
    private void views(Findings findings) throws SQLException {
        List<String> differences = databases.differences();
        findings.that(differences.isEmpty(), "I6", differences::toString);
    }

    private void events(Findings findings, List<ConsumerRecord<String, byte[]>> events) throws SQLException {
        Map<String, List<String>> rows = new HashMap<>();
        for (String database : Lab.DATABASES.values()) {
            rows.putAll(index(database, "SELECT id, topic, key, sequence, payload FROM outbox_copy"));
        }
        Set<String> seen = new HashSet<>();
        for (ConsumerRecord<String, byte[]> event : events) {
            String id = Topics.header(event, "ce_id");
            List<String> row = rows.get(id);
            boolean watched = event.offset()
                    >= watchedFrom.getOrDefault(new TopicPartition(event.topic(), event.partition()), 0L);
            if (row != null || watched && !seen.contains(id)) { // what is older may be sent again, too
                List<String> record = List.of(
                        id,
                        event.topic(),
                        event.key(),
                        Topics.header(event, "ce_sequence"),
                        new String(event.value(), StandardCharsets.UTF_8));
                findings.that(record.equals(row), "I4", () -> "sent, but not as committed: " + record + " / " + row);
            }
            seen.add(id);
        }
        rows.forEach((id, row) -> findings.that(seen.contains(id), "I4", () -> "committed, but not sent: " + row));
    }

    static void sequences(Findings findings, List<ConsumerRecord<String, byte[]>> events) {
        Set<String> seen = new HashSet<>();
        Map<String, Long> sequences = new HashMap<>();
        for (ConsumerRecord<String, byte[]> event : events) {
            if (seen.add(Topics.header(event, "ce_id"))) {
                long sequence = Long.parseLong(Topics.header(event, "ce_sequence"));
                Long before = sequences.put(event.topic() + " " + event.key(), sequence);
                findings.that(
                        before == null || before < sequence,
                        "I5",
                        () -> "%s %s: %d after %d".formatted(event.topic(), event.key(), sequence, before));
            }
        }
    }

    static boolean isPoison(ConsumerRecord<String, byte[]> event) {
        return event.key() == null || event.key().startsWith(POISON);
    }

    private void uniqueness(Findings findings) throws SQLException {
        Map<String, String> doubles = new LinkedHashMap<>();
        doubles.put("activation", """
                SELECT partner_id, benefit_year, count(*) FROM contract
                WHERE withdrawn_at IS NULL AND plan_id IS NULL GROUP BY 1, 2 HAVING count(*) > 1""");
        doubles.put("incident", "SELECT benefit_id, count(*) FROM contract_line GROUP BY 1 HAVING count(*) > 1");
        doubles.put("linking", """
                SELECT account_id, contract_id, count(*) FROM contract_link
                WHERE removed_at IS NULL GROUP BY 1, 2 HAVING count(*) > 1""");
        doubles.put("entitlement", """
                SELECT membership_id, kind, count(*) FROM benefit GROUP BY 1, 2 HAVING count(*) > 1""");
        for (var query : doubles.entrySet()) {
            List<List<String>> rows = databases.rows(query.getKey(), query.getValue());
            findings.that(rows.isEmpty(), "I7", () -> "more than one in " + query.getKey() + ": " + rows);
        }
        List<List<String>> granted = databases.rows(
                "incident",
                "SELECT benefit_id, count(*) FROM ledger_entry WHERE kind = 'GRANTED' AND reason = 'BENEFIT_ACTIVATED'"
                        + " GROUP BY 1 HAVING count(*) > 1");
        findings.that(granted.isEmpty(), "I7", () -> "granted twice: " + granted);
    }

    private void histories(Findings findings) throws SQLException {
        Map<String, String> status = new HashMap<>();
        for (List<String> act : databases.rows(
                "incident",
                "SELECT incident, from_status, to_status, act FROM incident_act ORDER BY incident, sequence")) {
            String before = status.getOrDefault(act.get(0), "OPEN");
            String change = act.get(1) + " " + act.get(2);
            findings.that(
                    before.equals(act.get(1))
                            && (TRANSITIONS.contains(change)
                                    || act.get(1).equals(act.get(2)) && STILL.contains(act.get(1))),
                    "I8",
                    () -> "after " + before + " came " + act);
            status.put(act.get(0), act.get(2));
        }
        for (List<String> incident : databases.rows("incident", "SELECT id, status FROM incident")) {
            findings.that(
                    incident.get(1).equals(status.getOrDefault(incident.get(0), "OPEN")),
                    "I8",
                    () -> incident + ", but its history ends with " + status.get(incident.get(0)));
        }
        none(findings, "activation", "activations whose audit trail is not one entry for each change", """
                SELECT a.benefit_id, a.requested, a.active, e.requested, e.completed
                FROM (SELECT benefit_id, count(*) AS requested, count(*) FILTER (WHERE state = 'ACTIVE') AS active
                    FROM activation GROUP BY 1) a
                LEFT JOIN (SELECT subject, count(*) FILTER (WHERE action = 'ACTIVATION_REQUESTED') AS requested,
                        count(*) FILTER (WHERE action = 'ACTIVATION_COMPLETED') AS completed
                    FROM audit_entry GROUP BY 1) e ON e.subject = a.benefit_id
                WHERE (a.requested, a.active) IS DISTINCT FROM (e.requested, e.completed)""");
        none(findings, "activation", "contracts that were not issued once", """
                SELECT c.id FROM contract c LEFT JOIN audit_entry e ON e.subject = c.id AND e.action = 'CONTRACT_ISSUED'
                GROUP BY c.id HAVING count(e.id) <> 1""");
        none(findings, "linking", "links whose audit trail is not one entry for each change", """
                SELECT l.id FROM contract_link l LEFT JOIN link_audit_entry e ON e.link_id = l.id GROUP BY l.id
                HAVING count(e.id) FILTER (WHERE e.action IN ('LINKED', 'FOLLOWED')) <> 1
                    OR count(e.id) FILTER (WHERE e.action IN ('UNLINKED', 'REMOVED'))
                        <> CASE WHEN l.removed_at IS NULL THEN 0 ELSE 1 END""");
    }

    private void none(Findings findings, String database, String what, String sql) throws SQLException {
        List<List<String>> rows = databases.rows(database, sql);
        findings.that(rows.isEmpty(), "I8", () -> what + ": " + rows);
    }

    static void deadLetters(Findings findings, List<ConsumerRecord<String, byte[]>> letters) {
        for (ConsumerRecord<String, byte[]> letter : letters) {
            String origin = Topics.header(letter, "dead_letter_origin");
            String reason = Topics.header(letter, "dead_letter_reason");
            findings.that(
                    origin != null
                            && origin.matches(".+-\\d+@\\d+")
                            && reason != null
                            && !reason.isBlank()
                            && Topics.header(letter, "dead_letter_time") != null,
                    "I10",
                    () -> "dead letter in %s from %s because of %s".formatted(letter.topic(), origin, reason));
        }
    }

    /** I11: what only others may know is in no answer. */
    private static void strangers(Findings findings, Load load, List<Exchange> log) {
        Map<String, List<String>> secrets = new HashMap<>();
        for (Load.Partner partner : load.partners()) {
            List<String> own = new ArrayList<>(List.of(partner.name(), "p" + partner.id + ".example"));
            if (partner.pair != null) {
                own.addAll(List.of(
                        partner.pair.contract(), partner.pair.accessId(), partner.pair.contractId(), partner.benefit));
            }
            secrets.put(partner.admin.name(), own);
        }
        for (Exchange exchange : log) {
            String answer = exchange.answer();
            if (answer == null || answer.isEmpty()) {
                continue;
            }
            if (secrets.containsKey(exchange.person())) {
                secrets.forEach((owner, texts) -> {
                    if (!owner.equals(exchange.person())) {
                        findings.that(
                                texts.stream().noneMatch(answer::contains),
                                "I11",
                                () -> owner + "'s in the answer to " + exchange);
                    }
                });
            } else if (exchange.person().startsWith("customer-")) {
                findings.that(
                        load.partners().stream()
                                .allMatch(partner -> partner.pair == null
                                        || !answer.contains(partner.pair.accessId())
                                                && !answer.contains(partner.pair.contractId())),
                        "I11",
                        () -> "a pair in the answer to " + exchange);
            }
            if (exchange.operation().equals("foreign")) {
                findings.that(
                        exchange.status() == 404 || exchange.isToBeRepeated(), "I11", () -> "not 404: " + exchange);
            }
        }
    }

    private Map<String, List<String>> index(String database, String sql) throws SQLException {
        return databases.rows(database, sql).stream().collect(Collectors.toMap(row -> row.get(0), row -> row));
    }

    private Set<String> column(String database, String sql) throws SQLException {
        return databases.rows(database, sql).stream().map(row -> row.get(0)).collect(Collectors.toSet());
    }

    private static String text(Exchange exchange, String pointer) {
        return Load.json(exchange).at(pointer).asText();
    }

    private static String lastPart(String path) {
        return path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
    }
}
