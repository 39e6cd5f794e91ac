package io.partnersupport.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/**
 * Not part of the build, for its name does not end as those of tests do: {@code deploy/bench/coverage} and {@code
 * deploy/bench/imports} run it.
 */
@QuarkusTest
@WithBacking
class Measurements {
    private static final int WARM_UP = 4_000;
    private static final int CHECKS = 3_000;
    private static final int ROWS = Integer.getInteger("rows", 100_000);
    private static final long FIRST_COPY = 1_000_000_000L;

    private final Person operator = Person.operator();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String address =
            "http://localhost:" + ConfigProvider.getConfig().getValue("quarkus.http.test-port", String.class);

    // ---- a coverage check among 1,000 and among 100,000 partners

    @Test
    void coverage() throws Exception {
        GivenTemplate template = new GivenTemplate();
        try (Connection database = database()) {
            template.copy(database, 0, 1_000);
            median(1_000, WARM_UP);
            double few = median(1_000, CHECKS);
            template.copy(database, 1_000, 100_000);
            median(100_000, WARM_UP);
            double many = median(100_000, CHECKS);
            System.out.printf(
                    "coverage check, median of %d: %.2f ms among 1,000 partners, %.2f ms among 100,000; ratio %.2f%n",
                    CHECKS, few, many, many / few);
            List<String> plan = explain(database);
            plan.forEach(System.out::println);
            assertThat(plan)
                    .noneMatch(line -> line.contains("Seq Scan on partner")
                            || line.contains("Seq Scan on membership")
                            || line.contains("Seq Scan on benefit"));
        }
    }

    /** A partner with one membership, bought through the service, of which copies are made in its tables. */
    private final class GivenTemplate {
        private static final String ID = "900000001";

        GivenTemplate() {
            operator.requestWithKey()
                    .body("""
                            {"partnerId":"%s","name":"Template","country":"US","managedIn":"PARTNER_CENTER","partnerKind":"NONE",
                            "tenantId":"%s","domain":"template.example"}""".formatted(ID, UUID.randomUUID()))
                    .post("/v1/partners")
                    .then()
                    .statusCode(201);
            operator.requestWithKey()
                    .body("{\"offer\":\"gold-competency\",\"competencyArea\":\"cloud-platform\"}")
                    .post("/v1/partners/" + ID + "/memberships")
                    .then()
                    .statusCode(201);
        }

        void copy(Connection database, int from, int to) throws SQLException {
            copy(database, from, to, "partner", """
                    jsonb_build_object('partner_id', (%d + n)::text, 'tenant_id', md5(n::text)::uuid::text,
                      'domain', 'copy' || n || '.example')""".formatted(FIRST_COPY));
            copy(database, from, to, "membership", """
                    jsonb_build_object('id', md5(t.id || '-' || n)::uuid, 'partner_id', (%d + n)::text)""".formatted(FIRST_COPY));
            copy(database, from, to, "benefit", """
                    jsonb_build_object('id', md5(t.id || '-' || n)::uuid, 'partner_id', (%d + n)::text,
                      'membership_id', md5(t.membership_id || '-' || n)::uuid)""".formatted(FIRST_COPY));
            try (var statement = database.createStatement()) {
                statement.execute("ANALYZE");
            }
        }

        private void copy(Connection database, int from, int to, String table, String changes) throws SQLException {
            String supportOnly = table.equals("benefit") ? " AND t.category IN ('TECHNICAL_SUPPORT', 'ADVISORY')" : "";
            try (PreparedStatement insert = database.prepareStatement(
                    "INSERT INTO %1$s SELECT (jsonb_populate_record(t, %2$s)).* FROM %1$s t, generate_series(?, ?) n WHERE t.partner_id = ?%3$s"
                            .formatted(table, changes, supportOnly))) {
                insert.setInt(1, from);
                insert.setInt(2, to - 1);
                insert.setString(3, ID);
                insert.executeUpdate();
            }
        }
    }

    private double median(int partners, int checks) throws IOException, InterruptedException {
        String token = operator.token();
        Random random = new Random(1);
        long[] nanos = new long[checks];
        for (int i = 0; i < checks; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/v1/coverage-checks"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"partnerId\":\"%d\",\"productId\":\"azure\"}"
                            .formatted(FIRST_COPY + random.nextInt(partners))))
                    .build();
            long start = System.nanoTime();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            nanos[i] = System.nanoTime() - start;
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        Arrays.sort(nanos);
        return nanos[checks / 2] / 1e6;
    }

    /** How the database finds the facts, by the statement that the service really sends. */
    private List<String> explain(Connection database) throws SQLException {
        String sent = StatementCount.of(() -> {
                    try {
                        median(1, 1);
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .get(0);
        Object[] values = {
            OffsetDateTime.now(ZoneOffset.UTC),
            OffsetDateTime.now(ZoneOffset.UTC),
            "azure",
            "TECHNICAL_SUPPORT",
            "ADVISORY",
            OffsetDateTime.now(ZoneOffset.UTC),
            OffsetDateTime.now(ZoneOffset.UTC),
            Long.toString(FIRST_COPY + 7)
        };
        List<String> lines = new ArrayList<>();
        try (PreparedStatement explain = database.prepareStatement("EXPLAIN (ANALYZE, COSTS OFF) " + sent)) {
            for (int i = 0; i < values.length; i++) {
                explain.setObject(i + 1, values[i]);
            }
            try (ResultSet plan = explain.executeQuery()) {
                while (plan.next()) {
                    lines.add(plan.getString(1));
                }
            }
        }
        return lines;
    }

    // ---- an import of 100,000 rows

    @Test
    void imports() throws Exception {
        Path partners = Files.createTempFile("partners", ".csv");
        Path memberships = Files.createTempFile("memberships", ".ndjson");
        try (var csv = Files.newBufferedWriter(partners);
                var lines = Files.newBufferedWriter(memberships)) {
            csv.write("partnerId,name,country,managedIn,partnerKind,tenantId,domain\n");
            for (int i = 0; i < ROWS; i++) {
                csv.write("%d,Partner %d,PL,PARTNER_CENTER,NONE,%s,import%d.example%n"
                        .formatted(2_000_000_000L + i, i, new UUID(1, i), i));
                lines.write("{\"partnerId\":\"%d\",\"offer\":\"action-pack\",\"purchasedOn\":\"2026-03-01\"}%n"
                        .formatted(2_000_000_000L + i));
            }
        }
        try {
            measure("PARTNERS", "text/csv", partners);
            measure("PARTNERS", "text/csv", partners);
            if (Boolean.getBoolean("memberships")) {
                measure("MEMBERSHIPS", "application/x-ndjson", memberships);
            }
        } finally {
            Files.delete(partners);
            Files.delete(memberships);
        }
    }

    private void measure(String kind, String type, Path file) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> accepted = http.send(
                HttpRequest.newBuilder(URI.create(address + "/v1/imports?kind=" + kind))
                        .header("Authorization", "Bearer " + operator.token())
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofFile(file))
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        double received = (System.nanoTime() - start) / 1e9;
        String location = accepted.headers().firstValue("Location").orElseThrow();
        JsonPath report;
        do {
            Thread.sleep(500);
            report = operator.request().get(location).jsonPath();
        } while (!"COMPLETED".equals(report.getString("status")));
        System.gc();
        System.out.printf(
                "import of %d %s (%.1f MB): received in %.1f s, done after %.1f s; accepted %d, unchanged %d, refused %d;"
                        + " heap limit %d MB, used after it %d MB%n",
                report.getInt("rows"),
                kind,
                Files.size(file) / 1e6,
                received,
                (System.nanoTime() - start) / 1e9,
                report.getInt("accepted"),
                report.getInt("unchanged"),
                report.getInt("refused"),
                Runtime.getRuntime().maxMemory() >> 20,
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    }

    private static Connection database() throws SQLException {
        var config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class));
    }
}
