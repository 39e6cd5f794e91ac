package io.partnersupport.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits, circuit, repetition, headers and log: what stands between a client that does wrong and everybody else. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(60)
class GuardTest {
    private static final Logger ACCESS_LOG = Logger.getLogger("access");
    private static final String PORTAL = "https://portal.example";

    Tokens tokens;

    @TestHTTPResource
    URI gateway;

    @Test
    void limitsAnAccountAndNobodyElse() {
        String greedy = tokens.with(Map.of("sub", "greedy"));
        Response last = until429(
                () -> given().header("Authorization", "Bearer " + greedy).get("/v1/contract-links"));
        assertTooMany(last, "account-limit-reached");
        assertThat(last.header("RateLimit")).contains("\"account\";r=0;t=" + last.header("Retry-After"));

        as("modest").get("/v1/contract-links").then().statusCode(200);
    }

    @Test
    void limitsAllAccountsOfAPartnerTogether() {
        int[] account = {0};
        Response last = until429(() -> given().header(
                        "Authorization",
                        "Bearer " + tokens.with(Map.of("sub", "of-many-" + account[0]++ % 3, "partner_id", "4960009")))
                .get("/v1/contract-links"));
        assertTooMany(last, "partner-limit-reached");
    }

    @Test
    void saysInEveryAnswerWhatIsLeft() {
        given().header("Authorization", "Bearer " + tokens.with(Map.of("sub", "curious", "partner_id", "77")))
                .get("/v1/contract-links")
                .then()
                .header(
                        "RateLimit-Policy",
                        "\"address\";q=6000;w=60, \"account\";q=" + Neighbours.ACCOUNT_LIMIT + ";w=60, \"partner\";q="
                                + Neighbours.PARTNER_LIMIT + ";w=60")
                .header(
                        "RateLimit",
                        matchesPattern("\"address\";r=\\d+;t=\\d+, \"account\";r=" + (Neighbours.ACCOUNT_LIMIT - 1)
                                + ";t=1, \"partner\";r=" + (Neighbours.PARTNER_LIMIT - 1) + ";t=1"));
        given().get("/problems").then().header("RateLimit-Policy", "\"address\";q=6000;w=60");
    }

    @Test
    void doesNotLookAtNewTokensFromWhereTooManyBadOnesCame() {
        String known = tokens.with(Map.of("sub", "known"));
        assertThat(from("203.0.113.1", known).getStatusCode()).isEqualTo(200);
        assertTooMany(until429(() -> from("203.0.113.1", "garbage")), "stranger-limit-reached");

        assertThat(from("203.0.113.1", known).getStatusCode()).isEqualTo(200);
        String other = tokens.with(Map.of("sub", "other"));
        assertThat(from("203.0.113.2", other).getStatusCode()).isEqualTo(200);
    }

    @Test
    void asksAgainWhenTheConnectionBroke() {
        as("a").get("/v1/contract-links/flaky?a").then().statusCode(200);
        as("a").header("Idempotency-Key", "k")
                .body("x")
                .post("/v1/contract-links/flaky?b")
                .then()
                .statusCode(200)
                .body("body", equalTo("x"));
        as("a").body("x").put("/v1/contract-links/flaky?c").then().statusCode(200);
    }

    @Test
    void neverRepeatsWhatCouldHaveHappened() {
        as("a").body("x").post("/v1/contract-links/flaky?d").then().statusCode(503);
        as("a").body("x").patch("/v1/contract-links/flaky?e").then().statusCode(503);
        as("a").body("x")
                .post("/v1/contract-links/flaky?d")
                .then()
                .statusCode(200); // so the service heard of it only once
    }

    @Test
    void keepsTheOthersGoingWhenOneServiceIsDown() {
        for (int i = 0; i < 10; i++) {
            Response down = as("a").get("/v1/incidents");
            assertThat(down.getStatusCode()).isEqualTo(503);
            assertThat(down.header("Retry-After")).isEqualTo("2");
        }
        long begin = System.nanoTime();
        assertThat(as("a").get("/v1/incidents").getStatusCode()).isEqualTo(503);
        assertThat(System.nanoTime() - begin).as("at once").isLessThan(500_000_000L);
        as("a").get("/v1/contract-links").then().statusCode(200);
    }

    @Test
    void letsOnlyListedPagesReadAnswers() {
        as("a").header("Origin", PORTAL)
                .get("/v1/contract-links")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", PORTAL)
                .header("Access-Control-Allow-Credentials", "true")
                .header("Access-Control-Expose-Headers", org.hamcrest.Matchers.containsString("RateLimit"))
                .header("Vary", "origin");
        for (String other :
                List.of("https://evil.example", "https://portal.example.evil", "http://portal.example", "null")) {
            as("a").header("Origin", other)
                    .get("/v1/contract-links")
                    .then()
                    .statusCode(200)
                    .header("Access-Control-Allow-Origin", nullValue())
                    .header("Access-Control-Allow-Credentials", nullValue())
                    .header("Vary", "origin");
        }
    }

    @Test
    void answersTheQuestionOfABrowserForListedPagesOnly() {
        preflight(PORTAL)
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", PORTAL)
                .header("Access-Control-Allow-Methods", org.hamcrest.Matchers.containsString("PATCH"))
                .header("Access-Control-Allow-Headers", org.hamcrest.Matchers.containsString("Idempotency-Key"))
                .header("Access-Control-Max-Age", "600");
        preflight("https://evil.example").then().statusCode(401).header("Access-Control-Allow-Origin", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/contract-links", "/v1/nothing", "/v1/incidents", "/problems", "/openapi", "/docs/", "/x"})
    void tellsBrowsersWhatNotToDo(String path) {
        Response answer = as("a").get(path);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Permissions-Policy")).contains("camera=()");
        assertThat(answer.headers().getValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("default-src 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(answer.header("Strict-Transport-Security"))
                .as("on plain HTTP")
                .isNull();
        assertThat(answer.header("Server")).isNull();
        assertThat(answer.header("X-Powered-By")).isNull();
        if (path.startsWith("/v1")) {
            assertThat(answer.headers().getValues("Cache-Control")).isEqualTo(List.of("no-store"));
        }
    }

    @Test
    void takesOrMakesARequestId() {
        as("a").header("X-Request-Id", "order-4711.a_b")
                .get("/v1/contract-links")
                .then()
                .header("X-Request-Id", "order-4711.a_b")
                .body("headers.'x-request-id'", contains("order-4711.a_b"));
        for (String bad : List.of("short", "with space in it", "x".repeat(65), "a<script>b", "{\"a\":\"b\"}")) {
            as("a").header("X-Request-Id", bad)
                    .get("/v1/contract-links")
                    .then()
                    .header("X-Request-Id", matchesPattern("[0-9a-f]{32}"));
        }
        given().get("/x").then().statusCode(404).header("X-Request-Id", not(nullValue()));
    }

    @Test
    void leavesALineInTheLogThatGivesNothingAway() {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler listener = addingTo(lines);
        String token = tokens.with(Map.of("sub", "a-secret-person"));
        given().header("Authorization", "Bearer " + token)
                .header("X-Request-Id", "request-1")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .body("1234567890")
                .put("/v1/contract-links/1029384756?q=secret");
        await().until(() -> lines.stream().anyMatch(line -> line.contains("request=request-1")));
        ACCESS_LOG.removeHandler(listener);
        assertThat(lines)
                .filteredOn(line -> line.contains("request=request-1"))
                .singleElement()
                .asString()
                .matches("\\S+ method=PUT route=/v1/contract-links status=200 in=10 out=\\d+ ms=\\d+ upstream=linking"
                        + " account=[0-9a-f]{12} request=request-1 trace=4bf92f3577b34da6a3ce929d0e0e4736");
    }

    private static Handler addingTo(List<String> lines) {
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                line.getMessage().lines().forEach(lines::add);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        ACCESS_LOG.addHandler(listener);
        return listener;
    }

    @Test
    void holdsAServiceBackWhenTheClientDoesNotRead() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler listener = addingTo(lines);
        try (Socket client = new Socket()) {
            client.setReceiveBufferSize(16 * 1024);
            client.connect(new java.net.InetSocketAddress("localhost", gateway.getPort()));
            client.getOutputStream()
                    .write(
                            ("GET /v1/contract-links/flood HTTP/1.1\r\nHost: x\r\nX-Request-Id: flood-of-bytes\r\nAuthorization: Bearer "
                                            + tokens.valid() + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().read()).isEqualTo('H');
            long before = -1;
            while (Neighbours.flooded() != before) {
                before = Neighbours.flooded();
                Thread.sleep(200);
            }
            // what the operating system keeps in its buffers, but not all of it in the gateway's memory
            assertThat(before).isPositive().isLessThan(Neighbours.FLOOD / 2);
        }
        String line = await().until(
                        () -> lines.stream()
                                .filter(any -> any.contains("request=flood-of-bytes"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        ACCESS_LOG.removeHandler(listener);
        assertThat(line).contains("status=aborted");
        // twice the 256 KB that were asked for, as Linux counts, and what the client and the gateway itself hold
        assertThat(Long.parseLong(line.replaceAll(".* out=(\\d+) .*", "$1"))).isLessThan(1024 * 1024);
    }

    @Test
    void cutsAClientOffThatSendsTooSlowly() throws Exception {
        try (Socket client = new Socket("localhost", gateway.getPort())) {
            client.setSoTimeout(10);
            client.getOutputStream()
                    .write(
                            ("POST /v1/contract-links HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\nAuthorization: Bearer "
                                            + tokens.valid() + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[4096];
            int length = 0;
            while (length == 0) { // one byte at a time, never quite silent
                client.getOutputStream().write('x');
                try {
                    length = client.getInputStream().read(answer);
                } catch (java.net.SocketTimeoutException e) {
                    Thread.sleep(50);
                }
            }
            assertThat(new String(answer, 0, length, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void asksToComeAgainWhenBodiesFillItsMemory() throws Exception {
        String begun = "POST /v1/contract-links HTTP/1.1\r\nHost: x\r\nContent-Length: 60001\r\nAuthorization: Bearer "
                + tokens.valid() + "\r\n\r\n" + "x".repeat(60_000);
        List<Socket> clients = new ArrayList<>();
        List<String> statuses = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) { // there is room for 17 of them
                Socket client = new Socket("localhost", gateway.getPort());
                clients.add(client);
                client.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            }
            for (Socket client : clients) {
                statuses.add(new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII));
            }
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
        assertThat(statuses).contains("HTTP/1.1 503").containsOnly("HTTP/1.1 503", "HTTP/1.1 408");
        as("somebody else")
                .body("x".repeat(60_000))
                .post("/v1/contract-links")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 3\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 3",
                "Content-Length: 3\r\nContent-Length: 4",
                "Content-Length: +3",
                "Content-Length: 0x3",
                "Content-Length: -1",
                "Content-Length: 3, 4",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding:\u000bchunked",
                "Transfer-Encoding: identity\r\nContent-Length: 3",
            })
    void refusesWhatTwoReadersCouldFrameDifferently(String headers) throws IOException {
        String answer = RawHttp.answerTo(
                gateway.getPort(),
                "POST /v1/contract-links HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + tokens.valid() + "\r\n"
                        + headers + "\r\n\r\n0\r\n\r\nGET /v1/smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400 ");
        assertThat(answer.split("HTTP/1\\.1 ", -1))
                .as("one answer, and nothing after it")
                .hasSize(2);
    }

    private RequestSpecification as(String account) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + tokens.with(Map.of("sub", account)));
    }

    private Response from(String address, String token) {
        return given().header("X-Forwarded-For", address)
                .header("Authorization", "Bearer " + token)
                .get("/v1/contract-links");
    }

    private static Response preflight(String origin) {
        return given().header("Origin", origin)
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "authorization")
                .options("/v1/contract-links");
    }

    private static Response until429(java.util.function.Supplier<Response> request) {
        Response answer = request.get();
        for (int i = 0; i < 2_000 && answer.getStatusCode() != 429; i++) {
            answer = request.get();
        }
        return answer;
    }

    private static void assertTooMany(Response answer, String reason) {
        answer.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9]\\d*"))
                .body("code", equalTo("too-many-requests"))
                .body("nextStep", containsString("Retry-After"))
                .body("reasons.code", contains(reason))
                .body("reasons[0].nextStep", startsWith("Wait"));
    }
}
