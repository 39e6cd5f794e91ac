package io.partnersupport.e2e.life;

import static io.partnersupport.e2e.Client.CONTOSO_ADMIN;
import static io.partnersupport.e2e.Client.FABRIKAM_ADMIN;
import static io.partnersupport.e2e.Client.NORTHWIND_ADMIN;
import static io.partnersupport.e2e.Client.OUTSIDER;
import static io.partnersupport.e2e.Client.WIDEWORLD_ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.partnersupport.e2e.Client;
import io.partnersupport.e2e.Stack;
import io.partnersupport.e2e.Wire;
import io.restassured.RestAssured;
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
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A year goes by while the stack runs: the clock of all its processes, PostgreSQL, Kafka and Keycloak included, is moved
 * to both sides of whatever the rules count in days, an hour back over the end of the benefit year, and on to 400 days.
 * What is due happens, and once.
 */
@EnabledIf(value = "theClockCanBeMoved", disabledReason = "a moved clock needs libfaketime: apt-get install faketime")
class TimeTest {
    private static final Path CLOCK = Path.of("target/clock").toAbsolutePath();
    private static final List<String> ADDRESSES = List.of(
            Stack.gateway() + "/v1/products",
            Stack.direct("entitlement-service") + "/v1/products",
            Stack.direct("activation-service") + "/v1/technical-benefits",
            Stack.direct("contract-linking-service") + "/v1/contract-links",
            Stack.direct("incident-service") + "/v1/support-plans");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final String FABRIKAM = "jonas.weber@fabrikam.example";
    private static final String NORTHWIND = "grace.miller@northwind.example";
    private static final String WIDEWORLD = "camille.laurent@wideworld.example";
    private static final String SUPPORT = "Microsoft Product Support";
    private static final String USER = "49600010-0000-4000-8000-000000000003";
    private static final String MPN_ADMIN = "49600010-0000-4000-8000-000000000002";

    @RegisterExtension
    static final Stack STACK = new Stack(Map.of(
            "LD_PRELOAD",
            library(),
            "FAKETIME_TIMESTAMP_FILE",
            clockOf(Duration.ZERO).toString(),
            "FAKETIME_CACHE_DURATION",
            "1",
            "FAKETIME_DONT_FAKE_MONOTONIC",
            "1",
            "FAKETIME_FORCE_MONOTONIC_FIX", // which makes waiting threads of a JVM spin
            "0"));

    private static String library() {
        return Stream.of("x86_64", "aarch64")
                .map(machine -> "/usr/lib/" + machine + "-linux-gnu/faketime/libfaketimeMT.so.1")
                .filter(library -> Files.exists(Path.of(library)))
                .findFirst()
                .orElse("");
    }

    static boolean theClockCanBeMoved() {
        return !library().isEmpty();
    }

    @Test
    @DisplayName(
            "A-2, A-7, A-10, A-12, E-7, I-3, I-10, I-15, L-1: a year passes, an hour of it twice; each effect once")
    void aYearPasses() {
        Instant today = Instant.now();
        Benefit plan = activate(FABRIKAM_ADMIN);
        link(plan, 201);
        open(plan).body("remaining", equalTo(14));
        String unanswered = open(plan).body("remaining", equalTo(13)).extract().path("id");
        Benefit notRenewed = activate(NORTHWIND_ADMIN);
        link(notRenewed, 201);
        assignSeat(USER, 200);
        assignSeat(MPN_ADMIN, 409).body("code", equalTo("reassignment-too-early"));
        String regretted = WIDEWORLD_ADMIN
                .post("/v1/partners/me/memberships", Map.of("offer", "action-pack"))
                .statusCode(201)
                .extract()
                .path("membershipId");
        Instant end = Instant.parse(membership(FABRIKAM_ADMIN, "endsAt"));

        // the thirtieth day counts to its end
        Instant refundUntil =
                Instant.parse(membership(NORTHWIND_ADMIN, "startsAt")).plus(Duration.ofDays(31));
        moveBefore(refundUntil);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(alerts("RESPONSE_MISSED", unanswered)).isEqualTo(1));
        cancel(WIDEWORLD_ADMIN, regretted, 201);
        moveAfter(refundUntil);
        cancel(NORTHWIND_ADMIN, membership(NORTHWIND_ADMIN, "membershipId"), 409)
                .body("code", equalTo("refund-period-over"));

        moveBefore(today.plus(Duration.ofDays(90)));
        assignSeat(MPN_ADMIN, 409).body("code", equalTo("reassignment-too-early"));
        moveAfter(today.plus(Duration.ofDays(90)));
        assignSeat(MPN_ADMIN, 200);
        assignSeat(USER, 409).body("code", equalTo("reassignment-too-early"));

        moveBefore(end);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(mails(FABRIKAM, "Renew ")).isEqualTo(1);
            assertThat(mails(NORTHWIND, "Renew ")).isEqualTo(1);
        });
        open(plan).body("remaining", equalTo(12));

        moveAfter(end);
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
        moveBefore(end);
        open(plan).body("remaining", equalTo(11));
        link(plan, 200);
        moveAfter(end);
        open(renewed).body("remaining", equalTo(13));

        moveBefore(end.plus(Duration.ofDays(30)));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(mails(NORTHWIND, "The benefits of ")).isEqualTo(1);
            assertThat(alerts("BENEFIT_ENDING", notRenewed.id())).isEqualTo(1);
            assertThat(alerts("BENEFIT_ENDING", plan.id())).isEqualTo(1);
        });
        open(notRenewed).body("remaining", equalTo(9));
        moveAfter(end.plus(Duration.ofDays(30)));
        link(notRenewed, 409).body("code", equalTo("contract-expired"));

        moveAfter(today.plus(Duration.ofDays(400)));
        OUTSIDER.get("/v1/support-plans?productId=sql-server&version=2025")
                .statusCode(200)
                .body("available.planId", equalTo(List.of(renewed.id())))
                .body("unavailable.find { it.planId == '" + plan.id() + "' }.reasons.code", hasItem("plan-expired"))
                .body(
                        "unavailable.find { it.planId == '" + notRenewed.id() + "' }.reasons.code",
                        hasItem("plan-expired"));
        open(renewed).body("remaining", equalTo(12));

        // nothing happened twice, and nothing that was not due
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> { // what has expired is taken back
                            assertThat(ledger(FABRIKAM_ADMIN, plan))
                                    .containsExactly("WITHDRAWN", "SPENT", "SPENT", "SPENT", "SPENT", "GRANTED");
                            assertThat(ledger(NORTHWIND_ADMIN, notRenewed))
                                    .containsExactly("WITHDRAWN", "SPENT", "GRANTED");
                        });
        assertThat(ledger(FABRIKAM_ADMIN, renewed)).containsExactly("SPENT", "SPENT", "SPENT", "GRANTED");
        assertThat(List.of(links(plan), links(renewed), links(notRenewed)))
                .allSatisfy(links -> assertThat(links).hasSize(1));
        // Kafka forgets alerts after a week
        assertThat(alerts("RESPONSE_MISSED", unanswered)).isLessThanOrEqualTo(1);
        assertThat(alerts("BENEFIT_ENDING", notRenewed.id())).isLessThanOrEqualTo(1);
        assertThat(mails(FABRIKAM, "Renew ")).isEqualTo(1);
        assertThat(mails(NORTHWIND, "Renew ")).isEqualTo(1);
        assertThat(mails(WIDEWORLD, "Renew ")).isZero();
        assertThat(mails(NORTHWIND, "The benefits of ")).isEqualTo(1);
        assertThat(mails(FABRIKAM, "The benefits of ")).isZero();
        assertThat(mails(FABRIKAM, SUPPORT + " is active")).isEqualTo(2);
        assertThat(mails(NORTHWIND, SUPPORT + " is active")).isEqualTo(1);
    }

    private record Benefit(String id, Contract contract) {}

    private record Contract(String id, String accessId, String contractId) {}

    private static Benefit activate(Client admin) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(support(admin, "status == 'AVAILABLE'").getString("benefitId"))
                                .isNotNull());
        String id = support(admin, "status == 'AVAILABLE'").getString("benefitId");
        admin.post("/v1/technical-benefits/" + id + "/activation", null).statusCode(202);
        String itself = "benefitId == '" + id + "'";
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(support(admin, itself).getString("status")).isEqualTo("ACTIVE"));
        JsonPath active = support(admin, itself);
        return new Benefit(
                id,
                new Contract(
                        active.getString("contract.id"),
                        active.getString("contract.accessId"),
                        active.getString("contract.contractId")));
    }

    private static JsonPath support(Client admin, String condition) {
        return admin.get("/v1/technical-benefits")
                .statusCode(200)
                .extract()
                .jsonPath()
                .setRootPath("items.find { it.name == '" + SUPPORT + "' && it." + condition + " }");
    }

    private static String membership(Client admin, String field) {
        return admin.get("/v1/partners/me/memberships")
                .statusCode(200)
                .extract()
                .path("items[0]." + field);
    }

    private static ValidatableResponse cancel(Client admin, String membership, int status) {
        return eventually(status, () -> admin.post("/v1/cancellations", Map.of("membershipId", membership)));
    }

    private static ValidatableResponse link(Benefit benefit, int status) {
        Map<String, String> pair = Map.of(
                "accessId",
                benefit.contract().accessId(),
                "contractId",
                benefit.contract().contractId(),
                "portal",
                "ON_PREMISES");
        return eventually(status, () -> OUTSIDER.post("/v1/contract-links", pair));
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
        String key = UUID.randomUUID().toString();
        return eventually(201, () -> OUTSIDER.post("/v1/incidents", incident, key));
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

    /** What one service has answered, another may not have heard of yet. */
    private static ValidatableResponse eventually(int status, Supplier<ValidatableResponse> request) {
        var answer = new AtomicReference<ValidatableResponse>();
        await().atMost(PATIENCE).untilAsserted(() -> answer.set(request.get().statusCode(status)));
        return answer.get();
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

    private static void moveBefore(Instant instant) {
        moveTo(instant.minus(HALF_AN_HOUR));
    }

    private static void moveAfter(Instant instant) {
        moveTo(instant.plus(HALF_AN_HOUR));
    }

    /** Takes hold when each process has looked again, which it does every second. */
    private static void moveTo(Instant instant) {
        String former = Stack.token("contoso-admin");
        boolean forward = issuedAt(former).isBefore(instant);
        clockOf(Duration.between(Instant.now(), instant));
        await("the clock shows " + instant).atMost(PATIENCE).untilAsserted(() -> {
            Stack.forgetTokens();
            String token = Stack.token("contoso-admin");
            assertThat(issuedAt(token)).isCloseTo(instant, within(20, ChronoUnit.MINUTES));
            for (String address : ADDRESSES) {
                assertThat(status(address, token)).isEqualTo(200);
                if (forward) { // it has expired
                    assertThat(status(address, former)).isEqualTo(401);
                }
            }
        });
    }

    private static Instant issuedAt(String token) {
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        return Instant.ofEpochSecond(new JsonPath(claims).getLong("iat"));
    }

    private static int status(String address, String token) {
        return RestAssured.given().auth().oauth2(token).get(address).statusCode();
    }

    private static Path clockOf(Duration moved) {
        try {
            Files.createDirectories(CLOCK.getParent());
            Path next = Files.writeString(CLOCK.resolveSibling("clock.next"), "+" + moved.toSeconds() + "\n");
            return Files.move(next, CLOCK, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
