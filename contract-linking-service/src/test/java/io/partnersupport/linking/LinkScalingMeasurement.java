package io.partnersupport.linking;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Run by {@code deploy/bench/link-scaling}, not by the build. */
@QuarkusTest
@WithBacking
class LinkScalingMeasurement extends ServiceTest {
    private static final int ROUNDS = Integer.getInteger("measurement.rounds", 6);
    private static final int TRIES = 100;
    private static final int WARM_UP = 2_000;
    private static final int FEW = 10;
    private static final int MANY = 1_000_000;
    private static final Pattern LINK_ID = Pattern.compile("\"link\":\\{\"id\":\"([-0-9a-f]+)\"");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private IssuedContract contract;
    private Person admin;

    @Test
    @DisplayName("Reading and linking cost the same with 10 and with 1,000,000 links in the table")
    void costsDoNotGrowWithTheTable() throws Exception {
        contract = known(new IssuedContract());
        admin = Person.of(contract.partnerId, Role.GLOBAL_ADMIN);
        fill(FEW);
        measure(WARM_UP);
        List<Map<String, Double>> few = new ArrayList<>();
        List<Map<String, Double>> many = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            fill(FEW);
            few.add(measure(TRIES));
            fill(MANY);
            many.add(measure(TRIES));
        }

        Map<String, Double> ratios = new LinkedHashMap<>();
        for (String operation : few.get(0).keySet()) {
            double with10 = median(few.stream().map(round -> round.get(operation)));
            double with1M = median(many.stream().map(round -> round.get(operation)));
            ratios.put(operation, with1M / with10);
            DoubleSummaryStatistics ofRounds = IntStream.range(0, ROUNDS)
                    .mapToDouble(round ->
                            many.get(round).get(operation) / few.get(round).get(operation))
                    .summaryStatistics();
            System.out.printf(
                    "%-22s median %.3f ms with %d links, %.3f ms with %,d: ratio %.2f, of rounds %.2f to %.2f%n",
                    operation, with10, FEW, with1M, MANY, with1M / with10, ofRounds.getMin(), ofRounds.getMax());
        }
        explain("the account's link", "account_id = 'account-7' AND contract_id = '" + contract.id + "'");
        explain("links of an account", "account_id = 'account-7' AND id < '" + new UUID(-1, -1) + "' ORDER BY id DESC");
        explain(
                "links of a contract",
                "contract_id = '" + contract.id + "' AND id < '" + new UUID(-1, -1) + "' ORDER BY id DESC");
        explain(
                "a single account plan",
                "account_id <> 'account-7' AND contract_id = (SELECT contract_id FROM contract_link LIMIT 1)");
        assertThat(ratios).allSatisfy((operation, ratio) -> assertThat(ratio).isLessThan(1.5));
    }

    private static double median(Stream<Double> figures) {
        List<Double> sorted = figures.sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /** The median of each operation, in milliseconds. */
    private Map<String, Double> measure(int tries) throws Exception {
        Map<String, long[]> times = new LinkedHashMap<>();
        for (int i = 0; i < tries; i++) {
            Person person = Person.outsider();
            BodyPublisher pair = BodyPublishers.ofString(body(contract.accessId, contract.contractId, "CLOUD"));
            String linked = time(times, "link", i, tries, 201, person, "POST", "/v1/contract-links", pair);
            time(times, "link again", i, tries, 200, person, "POST", "/v1/contract-links", pair);
            BodyPublisher nothing = BodyPublishers.noBody();
            time(times, "list own links", i, tries, 200, person, "GET", "/v1/contract-links", nothing);
            String ofContract = "/v1/contract-links?limit=10&contract=" + contract.id;
            time(times, "list contract's links", i, tries, 200, admin, "GET", ofContract, nothing);
            Matcher id = LINK_ID.matcher(linked);
            assertThat(id.find()).isTrue();
            time(times, "unlink", i, tries, 204, person, "DELETE", "/v1/contract-links/" + id.group(1), nothing);
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        times.forEach((operation, nanos) -> medians.put(operation, new Samples(operation, nanos).medianMillis()));
        return medians;
    }

    private String time(
            Map<String, long[]> times,
            String operation,
            int index,
            int tries,
            int expected,
            Person person,
            String method,
            String path,
            BodyPublisher body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + person.token())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .method(method, body)
                .build();
        long began = System.nanoTime();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        times.computeIfAbsent(operation, key -> new long[tries])[index] = System.nanoTime() - began;
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
        return answer.body();
    }

    /** A tenth of the links are with the measured contract; an account has ten links. */
    private void fill(int links) throws SQLException {
        execute("TRUNCATE contract_link");
        execute("INSERT INTO contract_link (id, contract_id, account_id, directory, link_policy, linked_at, sequence)"
                + " SELECT gen_random_uuid(), CASE WHEN n %% 10 = 0 THEN CAST('%s' AS uuid)".formatted(contract.id)
                + " ELSE gen_random_uuid() END, 'account-' || n / 10, 'AAD', 'ANY_ACCOUNT', '" + NOW + "', 1"
                + " FROM generate_series(1, " + links + ") AS n");
        execute("VACUUM ANALYZE contract_link");
    }

    private static void explain(String question, String condition) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery(
                        "EXPLAIN SELECT * FROM contract_link WHERE removed_at IS NULL AND " + condition + " LIMIT 1")) {
            StringBuilder text = new StringBuilder();
            while (plan.next()) {
                text.append(plan.getString(1).strip()).append(" | ");
            }
            System.out.printf("%-22s %s%n", question, text);
            assertThat(text).contains("Index Scan");
        }
    }

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
