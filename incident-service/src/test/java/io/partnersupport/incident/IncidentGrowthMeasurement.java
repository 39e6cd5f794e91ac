package io.partnersupport.incident;

import static io.partnersupport.kit.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.incident.Neighbours.Contract;
import io.partnersupport.kit.event.ViewFreshness;
import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Run by {@code deploy/bench/incident-growth}, not by the build. Two schemas of the same database hold few and many
 * incidents; they take turns in being the one that the service sees.
 */
@QuarkusTest
@WithBacking
class IncidentGrowthMeasurement {
    private static final int FEW = 1_000;
    private static final int MANY = Integer.getInteger("measurement.incidents", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("measurement.rounds", 6);
    private static final int TRIES = 60;
    private static final int WARM_UP = 25;
    private static final double FLAT = 1.5;
    private static final String CUSTOMER = "c0000000-0000-4000-8000-000000000007";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Contract contract = new Contract().granting(10L * MANY);
    private final Person person = Person.of(contract.partnerId);
    private final Person admin = Person.of(contract.partnerId, Role.ADMIN_AGENT);
    private final Person engineer = Person.of(null, Role.SUPPORT_ENGINEER);

    @Inject
    Flyway flyway;

    @Inject
    ViewFreshness freshness;

    /** What is measured: who asks, how, and what the answer is. */
    private record Operation(String name, Person by, String method, String path, String body, int status) {
        static Operation get(String name, Person by, String path) {
            return new Operation(name, by, "GET", path, "", 200);
        }
    }

    private List<Operation> operations() throws SQLException {
        String number = inProgress(0, "number");
        String some = "/v1/incidents/" + inProgress(0, "id");
        String answered = "/v1/incidents/" + inProgress(1, "id");
        String incident = """
                {"kind":"BREAK_FIX","productId":"sql-server","version":"2025","severity":"B","title":"Queries hang",
                "description":"Since the update","channel":"WEB","contact":{"name":"Ada","email":"ada@contoso.example",
                "phone":"+48 22 555 01 00","language":"en","country":"PL","timeZone":"Europe/Warsaw",
                "reachableAroundTheClock":false}}""";
        return List.of(
                new Operation("open an incident", person, "POST", "/v1/incidents", incident, 201),
                new Operation("check an incident", person, "POST", "/v1/incident-checks", incident, 200),
                Operation.get("support plans", person, "/v1/support-plans?productId=sql-server&version=2025"),
                Operation.get("balance", admin, "/v1/balances/" + contract.productSupport()),
                Operation.get("ledger", admin, "/v1/balances/" + contract.productSupport() + "/ledger?limit=10"),
                Operation.get("read an incident", engineer, some),
                Operation.get("its communications", engineer, some + "/communications"),
                Operation.get("its history", engineer, some + "/history"),
                new Operation(
                        "answer", engineer, "POST", answered + "/communications", "{\"text\":\"Try again\"}", 201),
                Operation.get("own list", person, "/v1/incidents?mine=true&limit=10"),
                Operation.get("partner's list", admin, "/v1/incidents?limit=10"),
                Operation.get("partner's, one customer", admin, "/v1/incidents?limit=10&customerId=" + CUSTOMER),
                Operation.get("partner's, in progress", admin, "/v1/incidents?limit=10&status=IN_PROGRESS"),
                Operation.get("partner's, none resolved", admin, "/v1/incidents?limit=10&status=RESOLVED"),
                Operation.get("partner's, severity A", admin, "/v1/incidents?limit=10&severity=A"),
                Operation.get("search: number", admin, "/v1/incidents?limit=10&q=" + number),
                Operation.get("search: rare word", admin, "/v1/incidents?limit=10&q=marker7"),
                Operation.get("search: word of others", admin, "/v1/incidents?limit=10&q=foreign"),
                Operation.get("search: common word", admin, "/v1/incidents?limit=10&q=queries"),
                Operation.get("search: own, common", person, "/v1/incidents?mine=true&limit=10&q=queries"),
                Operation.get("engineer's queue", engineer, "/v1/incidents?limit=10"),
                Operation.get("engineer's, severity A", engineer, "/v1/incidents?limit=10&severity=A"),
                Operation.get("engineer's search: number", engineer, "/v1/incidents?limit=10&q=" + number),
                Operation.get("engineer's search: word", engineer, "/v1/incidents?limit=10&q=queries"),
                Operation.get("engineer's, closed", engineer, "/v1/incidents?limit=10&status=CLOSED"));
    }

    private String inProgress(int place, String column) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT %s FROM incident WHERE account_partner = '%s' AND status = 'IN_PROGRESS'
                        ORDER BY id DESC OFFSET %d LIMIT 1""".formatted(column, contract.partnerId, place))) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    @DisplayName("Costs are the same with few and with many incidents in the table")
    void costsDoNotGrowWithTheTable() throws Exception {
        Neighbours.start(MovableClock.NOON);
        await().until(() -> !freshness.isBehind());
        contract.send().link(person);
        await().untilAsserted(() -> admin.request()
                .get("/v1/balances/" + contract.productSupport())
                .then()
                .statusCode(200));
        await().untilAsserted(() -> assertThat(
                        person.request().get("/v1/support-plans").jsonPath().getList("available"))
                .hasSize(2));
        copySchema("many");
        fill("public", FEW, 2);
        fill("many", MANY, 10);

        measure(new LinkedHashMap<>()); // the compiler's time would be that of whoever comes first
        Map<String, List<Long>> few = new LinkedHashMap<>();
        Map<String, List<Long>> many = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            boolean fewFirst = round % 2 == 0; // the second of a round is the first of the next one
            measure(fewFirst ? few : many);
            swap(fewFirst ? "few" : "many", fewFirst ? "many" : "few");
            measure(fewFirst ? many : few);
        }
        if (ROUNDS % 2 == 1) {
            swap("many", "few");
        }
        Map<String, Double> ratios = new LinkedHashMap<>();
        few.forEach((operation, nanos) -> {
            double small = medianMillis(nanos);
            double large = medianMillis(many.get(operation));
            ratios.put(operation, large / small);
            List<Double> ofRounds = IntStream.range(
                            0, Math.min(nanos.size(), many.get(operation).size()) / TRIES)
                    .mapToObj(round ->
                            medianMillis(round(many.get(operation), round)) / medianMillis(round(nanos, round)))
                    .sorted()
                    .toList();
            System.out.printf(
                    "%-26s median %7.3f ms with %,d incidents, %7.3f ms with %,d: ratio %.2f, of rounds %s%n",
                    operation, small, FEW, large, MANY, large / small, spread(ofRounds));
        });
        assertThat(failures).isEmpty();
        assertThat(ratios).allSatisfy((operation, ratio) -> assertThat(ratio).isLessThan(FLAT));
    }

    private void measure(Map<String, List<Long>> into) throws Exception {
        for (Operation operation : operations()) {
            List<Long> nanos = new ArrayList<>();
            for (int i = 0; i < WARM_UP + TRIES && !failures.contains(operation.name()); i++) {
                nanos.add(time(operation));
            }
            into.computeIfAbsent(operation.name(), any -> new ArrayList<>())
                    .addAll(nanos.subList(Math.min(WARM_UP, nanos.size()), nanos.size()));
        }
    }

    private long time(Operation operation) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + operation.path()))
                .header("Authorization", "Bearer " + tokens.computeIfAbsent(operation.by(), Person::token))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .method(operation.method(), BodyPublishers.ofString(operation.body()))
                .build();
        long began = System.nanoTime();
        var answer = client.send(request, BodyHandlers.ofString());
        long nanos = System.nanoTime() - began;
        if (answer.statusCode() == 401) {
            tokens.clear(); // it has expired
            return time(operation);
        }
        if (answer.statusCode() != operation.status()) {
            failures.add(operation.name());
            System.out.println(operation.name() + ": " + answer.body());
        }
        return nanos;
    }

    private final Map<Person, String> tokens = new LinkedHashMap<>();
    private final Set<String> failures = new LinkedHashSet<>();

    private static List<Long> round(List<Long> nanos, int round) {
        return nanos.subList(round * TRIES, (round + 1) * TRIES);
    }

    private static String spread(List<Double> sorted) {
        return sorted.isEmpty() ? "none" : "%.2f to %.2f".formatted(sorted.get(0), sorted.get(sorted.size() - 1));
    }

    private static double medianMillis(List<Long> nanos) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2) / 1e6;
    }

    // ---- two schemas

    /** Another schema with the same tables and what was said by the other services. */
    private void copySchema(String name) throws SQLException {
        Flyway.configure()
                .configuration(flyway.getConfiguration())
                .schemas(name)
                .defaultSchema(name)
                .load()
                .migrate();
        List<String> tables = new ArrayList<>();
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(
                    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'flyway%'"
                            + " AND tablename NOT IN ('incident', 'outbox')");
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        execute(Stream.concat(
                        Stream.of("SET session_replication_role = replica"), // no foreign keys meanwhile
                        tables.stream()
                                .map(table ->
                                        "INSERT INTO %1$s.%2$s OVERRIDING SYSTEM VALUE SELECT * FROM public.%2$s ON CONFLICT DO NOTHING"
                                                .formatted(name, table)))
                .collect(Collectors.joining(";")));
    }

    private static void swap(String seenBefore, String seenNow) throws SQLException {
        execute("BEGIN; ALTER SCHEMA public RENAME TO %s; ALTER SCHEMA %s RENAME TO public; COMMIT"
                .formatted(seenBefore, seenNow));
    }

    /**
     * Incidents of a year, and all that belongs to each. One of {@code share} is the measured partner's, a tenth of these
     * the measured person's; every other partner has about a hundred. Two of a hundred are being worked on. There are
     * ten at least of all that is listed, so that every page is full.
     */
    private void fill(String schema, int incidents, int share) throws SQLException {
        long began = System.nanoTime();
        String fill = FILL.replace("$partners", Integer.toString(Math.max(1, incidents / 100)))
                .replace("$incidents", Integer.toString(incidents))
                .replace("$share", Integer.toString(share))
                .replace("$partner", contract.partnerId)
                .replace("$person", person.userId())
                .replace("$customer", CUSTOMER)
                .replace("$contract", contract.id.toString())
                .replace("$benefit", contract.productSupport().toString());
        execute("SET search_path = " + schema + "; SET session_replication_role = replica;" + fill);
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of(
                    "incident",
                    "ledger_entry",
                    "balance",
                    "communication",
                    "incident_act",
                    "contract",
                    "contract_line",
                    "contract_link")) {
                statement.execute("VACUUM ANALYZE " + schema + "." + table);
            }
        }
        System.out.printf("Filled with %,d incidents in %.0f s%n", incidents, (System.nanoTime() - began) / 1e9);
    }

    private static final String UUID_OF = """
            CAST(lpad(to_hex(CAST(extract(epoch FROM %s) * 1000 AS bigint)), 12, '0') || '7000' || '%s' || lpad(to_hex(%s), 15, '0') AS uuid)""";

    private static final String FILL = """
            CREATE TEMPORARY TABLE filed AS
            SELECT %s AS id, i.*, row_number() OVER (PARTITION BY partner ORDER BY n) + 1 AS position
            FROM (
                SELECT n, CASE WHEN n %% $share = 0 THEN 0 ELSE 1 + n %% $partners END AS partner,
                    n > $incidents * 0.98 AS active,
                    timestamptz '2025-06-01 08:00Z' + interval '364 days' * (CAST(n AS double precision) / $incidents) AS at
                FROM generate_series(1, $incidents) AS n) AS i;
            ALTER TABLE filed ADD benefit uuid, ADD contract_id uuid, ADD partner_id text, ADD account text;
            UPDATE filed SET
                benefit = CASE partner WHEN 0 THEN '$benefit' ELSE CAST(md5('benefit' || partner) AS uuid) END,
                contract_id = CASE partner WHEN 0 THEN '$contract' ELSE CAST(md5('contract' || partner) AS uuid) END,
                partner_id = CASE partner WHEN 0 THEN '$partner' ELSE CAST(5000000 + partner AS text) END,
                account = CASE WHEN partner = 0 AND n %% ($share * 10) = 0 THEN '$person'
                    ELSE 'account-' || partner || '-' || n %% 7 END;
            ANALYZE filed;
            INSERT INTO contract SELECT DISTINCT contract_id, partner_id, false, false, 1 FROM filed WHERE partner > 0;
            INSERT INTO contract_link
            SELECT md5('link' || account)::uuid, contract_id, account, false, 1
            FROM (SELECT DISTINCT contract_id, account FROM filed WHERE partner > 0) AS a;
            INSERT INTO contract_line (benefit_id, contract, name, unit, unlimited, granted, starts_at, ends_at, covers, sequence, kind)
            SELECT DISTINCT f.benefit, f.contract_id, l.name, l.unit, false, 1000000, l.starts_at, l.ends_at, l.covers, 1, l.kind
            FROM filed f, contract_line l WHERE f.partner > 0 AND l.benefit_id = '$benefit';
            INSERT INTO balance (benefit_id, contract, partner_id, unit, unlimited, granted, spent, refunded, adjusted,
                withdrawn, remaining, sequence, ends_at)
            SELECT f.benefit, f.contract_id, f.partner_id, 'INCIDENT', false, 1000000, 0, 0, 0, 0, 1000000, 1, min(b.ends_at)
            FROM filed f, balance b WHERE f.partner > 0 AND b.benefit_id = '$benefit'
            GROUP BY f.benefit, f.contract_id, f.partner_id;
            INSERT INTO ledger_entry (id, benefit_id, position, kind, units, at, actor, reason, balance_after)
            SELECT gen_random_uuid(), benefit, 1, 'GRANTED', 1000000, min(at), 'incident-service', 'BENEFIT_ACTIVATED', 1000000
            FROM filed WHERE partner > 0 GROUP BY benefit;
            DROP INDEX incident_search;
            INSERT INTO incident (id, number, status, account, account_partner, kind, product_id, version, severity, title,
                description, contact, channel, benefit_id, plan_name, contract, partner_id, chosen_because, units, opened_at,
                sequence, due_at, due_explanation, plan_id, plan_type, customer_id, first_responded_at, engineer, resolution,
                ended_at)
            SELECT id, to_char(at AT TIME ZONE 'UTC', 'YYMMDD') || lpad((n %% 10000000)::text, 7, '0'),
                CASE WHEN active THEN 'IN_PROGRESS' ELSE 'CLOSED' END, account, partner_id, 'BREAK_FIX', 'sql-server', '2025',
                CASE WHEN n %% 50 = 10 THEN 'A' WHEN n %% 3 = 0 THEN 'B' ELSE 'C' END,
                CASE WHEN partner = 0 THEN 'Queries hang' ELSE 'Queries of foreign nodes fail' END
                    || CASE WHEN partner = 0 AND position <= 501 THEN ' marker' || position %% 50 ELSE '' END || ' on node' || n %% 5000,
                repeat('They hang since the update of last night. ', 10),
                '{"name":"Ada","email":"ada@contoso.example","phone":"+48 22 555 01 00","language":"en","country":"PL",'
                    || '"timeZone":"Europe/Warsaw","reachableAroundTheClock":false}',
                'WEB', benefit, 'Product Support', contract_id, partner_id, 'ONLY_USABLE_PLAN', 1, at,
                CASE WHEN active THEN 3 ELSE 4 END, at + interval '4h', '[]', benefit, 'PARTNER_CONTRACT',
                CASE WHEN partner = 0 THEN CAST(overlay('$customer' placing lpad(to_hex(position %% 50), 2, '0') from 35) AS uuid) END,
                at + interval '1h', 'engineer-' || n %% 20, CASE WHEN active THEN NULL ELSE 'SELF_SOLVED' END,
                CASE WHEN active THEN NULL ELSE at + interval '2 days' END
            FROM filed ORDER BY n;
            INSERT INTO ledger_entry (id, benefit_id, position, kind, units, at, incident, actor, reason, balance_after)
            SELECT %s, benefit, f.position, 'SPENT', 1, at, f.id, account, 'INCIDENT_OPENED', b.remaining - f.position + 1
            FROM filed f JOIN balance b ON b.benefit_id = f.benefit ORDER BY n;
            UPDATE balance b SET spent = f.spent, remaining = remaining - f.spent, sequence = sequence + f.spent
            FROM (SELECT benefit, count(*) AS spent FROM filed GROUP BY benefit) AS f WHERE b.benefit_id = f.benefit;
            INSERT INTO communication
            SELECT %s, id, CASE c WHEN 1 THEN 'SUPPORT' ELSE 'CUSTOMER' END, 'engineer-1',
                repeat('Which node is it? ', 10), at + c * interval '1h'
            FROM filed, generate_series(1, 2) AS c ORDER BY n, c;
            INSERT INTO incident_act
            SELECT %s, id, CASE a WHEN 1 THEN 'ANSWER' WHEN 2 THEN 'REPLY' ELSE 'CLOSE' END,
                CASE a WHEN 2 THEN 'CUSTOMER' ELSE 'SUPPORT' END, 'engineer-1', at + a * interval '1h',
                CASE a WHEN 1 THEN 'OPEN' ELSE 'IN_PROGRESS' END, CASE a WHEN 3 THEN 'CLOSED' ELSE 'IN_PROGRESS' END, NULL, a + 1
            FROM filed, generate_series(1, 3) AS a WHERE a < 3 OR NOT active ORDER BY n, a;
            CREATE INDEX incident_search ON incident USING gin (search); -- all at once, which is sooner done
            SELECT setval('incident_number', 5000000);
            DROP TABLE filed""".formatted(
                    UUID_OF.formatted("at", "8", "n"),
                    UUID_OF.formatted("at", "9", "n"),
                    UUID_OF.formatted("at", "a", "n * 10 + c"),
                    UUID_OF.formatted("at", "b", "n * 10 + a"));

    private static void execute(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Without the limits on time that the service's own connections have. */
    private static Connection connection() throws SQLException {
        var config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class));
    }
}
