package io.partnersupport.e2e.life;

import static io.partnersupport.e2e.Client.CONTOSO_ADMIN;
import static io.partnersupport.e2e.Client.FABRIKAM_ADMIN;
import static io.partnersupport.e2e.Client.NORTHWIND_ADMIN;
import static io.partnersupport.e2e.Client.OUTSIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.partnersupport.e2e.Client;
import io.partnersupport.e2e.Stack;
import io.partnersupport.e2e.Wire;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A year goes by while the stack runs: the clock of all its processes, PostgreSQL, Kafka and Keycloak included, is moved
 * over the end of a benefit year, back by an hour, and on beyond every renewal window. What is due happens, and once.
 */
@ExtendWith(Stack.class)
class TimeTest {
    private static final Optional<Path> LIBRARY = Stream.of("x86_64", "aarch64")
            .map(machine -> Path.of("/usr/lib/" + machine + "-linux-gnu/faketime/libfaketimeMT.so.1"))
            .filter(Files::exists)
            .findFirst();
    private static final Path CLOCK = Path.of("target/clock").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final String FABRIKAM = "jonas.weber@fabrikam.example";
    private static final String NORTHWIND = "grace.miller@northwind.example";
    private static final String SUPPORT = "Microsoft Product Support";
    private static final String USER = "49600010-0000-4000-8000-000000000003";
    private static final String MPN_ADMIN = "49600010-0000-4000-8000-000000000002";

    private static Duration moved = Duration.ZERO;

    @BeforeAll
    static void aStackWhoseClockCanBeMoved() {
        if (LIBRARY.isEmpty()) {
            System.out.println("SKIPPED, NOT TESTED: a moved clock needs libfaketime (Debian: apt-get install faketime)");
        }
        assumeTrue(LIBRARY.isPresent(), "libfaketime is not installed");
        set(Duration.ZERO);
        Stack.begin(Map.of(
                "LD_PRELOAD", LIBRARY.orElseThrow().toString(),
                "FAKETIME_TIMESTAMP_FILE", CLOCK.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1"));
    }

    @AfterAll
    static void aStackInThePresent() {
        if (LIBRARY.isPresent()) {
            Stack.begin(Map.of());
        }
    }

    @Test
    @DisplayName("A-2, A-7, A-10, A-12, E-7, I-3, I-10, L-1: a year and more passes, an hour of it twice; each effect once")
    void aYearPasses() {
        // today
        Benefit plan = activate(FABRIKAM_ADMIN);
        link(plan, 201);
        open(plan).body("remaining", equalTo(14));
        String unanswered = open(plan).body("remaining", equalTo(13)).extract().path("id");
        Benefit notRenewed = activate(NORTHWIND_ADMIN);
        link(notRenewed, 201);
        assignSeat(USER, 200);
        assignSeat(MPN_ADMIN, 409).body("code", equalTo("reassignment-too-early"));
        String purchase = membership(NORTHWIND_ADMIN, "membershipId");

        // half an hour before the end of the benefit year
        Instant end = Instant.parse(membership(FABRIKAM_ADMIN, "endsAt"));
        move(Duration.between(Instant.now(), end).minus(HALF_AN_HOUR));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(mails(FABRIKAM, "Renew ")).isEqualTo(1);
            assertThat(mails(NORTHWIND, "Renew ")).isEqualTo(1);
            assertThat(alerts("RESPONSE_MISSED", unanswered)).isEqualTo(1);
        });
        open(plan).body("remaining", equalTo(12));

        // half an hour after it
        move(moved.plus(AN_HOUR));
        NORTHWIND_ADMIN
                .post("/v1/cancellations", Map.of("membershipId", purchase))
                .statusCode(409)
                .body("code", equalTo("refund-period-over"));
        assignSeat(MPN_ADMIN, 200);
        assignSeat(USER, 409).body("code", equalTo("reassignment-too-early"));
        FABRIKAM_ADMIN
                .post(
                        "/v1/partners/me/memberships",
                        Map.of("offer", "silver-competency", "competencyArea", "application-development"))
                .statusCode(201)
                .body("startsAt", equalTo(end.toString()));
        Benefit renewed = activate(FABRIKAM_ADMIN);
        assertThat(renewed.contract().id()).isNotEqualTo(plan.contract().id());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(links(renewed)).hasSize(1));
        open(renewed).body("remaining", equalTo(14));

        // that hour again
        move(moved.minus(AN_HOUR));
        open(plan).body("remaining", equalTo(11));
        link(plan, 200);
        assertThat(alerts("RESPONSE_MISSED", unanswered)).isEqualTo(1);
        move(moved.plus(AN_HOUR));
        open(renewed).body("remaining", equalTo(13));

        // shortly before what was not renewed ends
        move(Duration.ofDays(390));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(mails(NORTHWIND, "The benefits of ")).isEqualTo(1);
            assertThat(alerts("BENEFIT_ENDING", notRenewed.id())).isEqualTo(1);
        });

        // after its end
        move(Duration.ofDays(400));
        link(notRenewed, 409).body("code", equalTo("contract-expired"));
        OUTSIDER.get("/v1/support-plans?productId=sql-server&version=2025")
                .statusCode(200)
                .body("available.planId", equalTo(List.of(renewed.id())))
                .body("unavailable.find { it.planId == '" + plan.id() + "' }.reasons.code", hasItem("plan-expired"));
        open(renewed).body("remaining", equalTo(12));

        // nothing happened twice, and nothing that was not due
        assertThat(ledger(FABRIKAM_ADMIN, plan)).containsExactly("SPENT", "SPENT", "SPENT", "SPENT", "GRANTED");
        assertThat(ledger(FABRIKAM_ADMIN, renewed)).containsExactly("SPENT", "SPENT", "SPENT", "GRANTED");
        assertThat(ledger(NORTHWIND_ADMIN, notRenewed)).containsExactly("GRANTED");
        assertThat(List.of(links(plan), links(renewed), links(notRenewed))).allSatisfy(links -> assertThat(links)
                .hasSize(1));
        assertThat(alerts("RESPONSE_MISSED", unanswered)).isLessThanOrEqualTo(1); // Kafka forgets it after a week
        assertThat(alerts("BENEFIT_ENDING", notRenewed.id())).isLessThanOrEqualTo(1);
        assertThat(mails(FABRIKAM, "Renew ")).isEqualTo(1);
        assertThat(mails(NORTHWIND, "Renew ")).isEqualTo(1);
        assertThat(mails(NORTHWIND, "The benefits of ")).isEqualTo(1);
        assertThat(mails(FABRIKAM, "The benefits of ")).isZero();
        assertThat(mails(FABRIKAM, SUPPORT + " is active")).isEqualTo(2);
        assertThat(mails(NORTHWIND, SUPPORT + " is active")).isEqualTo(1);
    }

    private record Benefit(String id, Contract contract) {}

    private record Contract(String id, String accessId, String contractId) {}

    private static Benefit activate(Client admin) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(supportOf(admin).getString("status")).isEqualTo("AVAILABLE"));
        String id = supportOf(admin).getString("benefitId");
        admin.post("/v1/technical-benefits/" + id + "/activation", null).statusCode(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(supportOf(admin).getString("status")).isEqualTo("ACTIVE"));
        JsonPath active = supportOf(admin);
        return new Benefit(
                id,
                new Contract(
                        active.getString("contract.id"),
                        active.getString("contract.accessId"),
                        active.getString("contract.contractId")));
    }

    private static JsonPath supportOf(Client admin) {
        return admin.get("/v1/technical-benefits")
                .statusCode(200)
                .extract()
                .jsonPath()
                .setRootPath("items.find { it.name == '" + SUPPORT + "' }");
    }

    private static String membership(Client admin, String field) {
        return admin.get("/v1/partners/me/memberships").statusCode(200).extract().path("items[0]." + field);
    }

    private static ValidatableResponse link(Benefit benefit, int status) {
        Map<String, String> pair = Map.of(
                "accessId",
                benefit.contract().accessId(),
                "contractId",
                benefit.contract().contractId(),
                "portal",
                "ON_PREMISES");
        // the contract may not have arrived yet
        await().atMost(PATIENCE)
                .untilAsserted(() -> OUTSIDER.post("/v1/contract-links", pair).statusCode(status));
        return OUTSIDER.post("/v1/contract-links", pair);
    }

    /** The outsider's links with the contract of this benefit. */
    private static List<String> links(Benefit benefit) {
        return OUTSIDER.get("/v1/contract-links")
                .statusCode(200)
                .extract()
                .path("items.findAll { it.contract == '" + benefit.contract().id() + "' }.id");
    }

    private static ValidatableResponse open(Benefit plan) {
        var incident = new HashMap<>(Wire.sqlServerIncident("A year"));
        incident.put("planId", plan.id());
        var opened = new AtomicReference<ValidatableResponse>();
        String key = UUID.randomUUID().toString(); // the link or the grant may not have arrived yet
        await().atMost(PATIENCE)
                .untilAsserted(() -> opened.set(
                        OUTSIDER.post("/v1/incidents", incident, key).statusCode(201)));
        return opened.get();
    }

    private static ValidatableResponse assignSeat(String user, int status) {
        String seat = CONTOSO_ADMIN
                .get("/v1/subscriptions")
                .statusCode(200)
                .extract()
                .path("items.find { it.kind == 'visual-studio-enterprise' }.id");
        String path = "/v1/subscriptions/" + seat;
        String version = CONTOSO_ADMIN.get(path).extract().header("ETag");
        return CONTOSO_ADMIN
                .put(path + "/assignee", Map.of("userId", user), version)
                .statusCode(status);
    }

    private static List<String> ledger(Client admin, Benefit benefit) {
        return admin.get("/v1/balances/" + benefit.id() + "/ledger")
                .statusCode(200)
                .extract()
                .path("items.kind");
    }

    private static long mails(String recipient, String subject) {
        return files("mails", ".eml")
                .filter(mail -> mail.contains(recipient) && mail.contains("Subject: " + subject))
                .count();
    }

    /** As Kafka stores them. */
    private static long alerts(String kind, String subject) {
        Pattern alert = Pattern.compile("\"kind\":\"" + kind + "\"[^}]*\"" + subject + "\"");
        return files("kafka/data", ".log")
                .mapToLong(topic -> alert.matcher(topic).results().count())
                .sum();
    }

    private static Stream<String> files(String folder, String ending) {
        try (Stream<Path> files = Files.walk(Stack.DATA.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList().stream()
                    .map(TimeTest::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes hold when each process has looked again, which it does every second: then tokens are good everywhere. */
    private static void move(Duration by) {
        moved = by;
        set(by);
        await().atMost(PATIENCE).untilAsserted(() -> {
            Stack.forgetTokens();
            for (String path : List.of("technical-benefits", "contract-links", "support-plans", "products")) {
                CONTOSO_ADMIN.get("/v1/" + path).statusCode(200);
            }
        });
    }

    private static void set(Duration by) {
        try {
            Path next = Files.writeString(CLOCK.resolveSibling("clock.next"), "+" + by.toSeconds() + "\n");
            Files.move(next, CLOCK, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
