package io.partnersupport.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(30)
class ForwardingTest {
    private static final int LARGE = 5 * 1024 * 1024;

    Tokens tokens;

    @TestHTTPResource
    URI gateway;

    @ParameterizedTest
    @CsvSource({
        "/v1/catalog/editions, entitlement",
        "/v1/products, entitlement",
        "/v1/partners/4960001/memberships, entitlement",
        "/v1/coverage-checks, entitlement",
        "/v1/technical-benefits, activation",
        "/v1/technical-benefits/7/activation, activation",
        "/v1/activations/7, activation",
        "/v1/contracts, activation",
        "/v1/contracts/, activation",
        "/v1/software-benefits, activation",
        "/v1/cloud-benefits, activation",
        "/v1/subscriptions, activation",
        "/v1/marketing-contact, activation",
        "/v1/go-to-market-offers, activation",
        "/v1/cancellations, activation",
        "/v1/audit-entries, activation",
        "/v1/contract-links, linking",
    })
    void asksTheServiceThatOwnsThePath(String path, String service) {
        signedIn().get(path).then().statusCode(200).body("service", equalTo(service), "uri", equalTo(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/support-plans",
                "/v1/incidents",
                "/v1/incident-checks",
                "/v1/balances/7/ledger",
                "/v1/advisory-requests",
                "/v1/customers/7/support-group"
            })
    void saysWhenToComeBackIfTheServiceIsDown(String path) {
        assertUnavailable(signedIn().get(path).then());
    }

    @Test
    void saysWhenToComeBackIfTheServiceDoesNotAnswer() {
        assertUnavailable(signedIn().get("/v1/contracts/never").then());
        assertUnavailable(signedIn().body("x").post("/v1/contracts/never").then());
    }

    @Test
    void passesOnMethodQueryAndBody() {
        signedIn()
                .contentType("application/json")
                .header("Idempotency-Key", "k-1")
                .header("If-Match", "\"6\"")
                .header("Accept-Language", "pl")
                .body("{\"a\":\"ż\"}")
                .patch("/v1/partners/1/customers?x=%20y&x=a%2Fb")
                .then()
                .body("method", equalTo("PATCH"))
                .body("uri", equalTo("/v1/partners/1/customers?x=%20y&x=a%2Fb"))
                .body("body", equalTo("{\"a\":\"ż\"}"))
                .body("headers.'idempotency-key'", hasItem("k-1"))
                .body("headers.'if-match'", hasItem("\"6\""))
                .body("headers.'accept-language'", hasItem("pl"));
    }

    @Test
    void passesOnTheTokenAndNothingThatAServiceCouldTrustWrongly() {
        String token = tokens.valid();
        ValidatableResponse answer = given().header("Authorization", "Bearer " + token)
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X-Forwarded-Host", "evil")
                .header("X-Forwarded-Prefix", "/evil")
                .header("Forwarded", "for=6.6.6.6")
                .header("X-Real-IP", "6.6.6.6")
                .header("X-Tenant-Id", "4960002")
                .header("X-Partner-Id", "4960002")
                .header("X-HTTP-Method-Override", "DELETE")
                .header("X-Original-URL", "/v1/balances")
                .header("Proxy-Authorization", "Basic abc")
                .header("TE", "trailers")
                .header("Connection", "close, Idempotency-Key")
                .header("Cookie", "session=1")
                .get("/v1/contracts")
                .then();
        JsonPath headers = answer.extract().jsonPath().setRootPath("headers");
        assertThat(headers.getMap(""))
                .containsOnlyKeys(
                        "authorization",
                        "accept",
                        "accept-encoding",
                        "host",
                        "traceparent",
                        "user-agent",
                        "x-request-id");
        assertThat(headers.getList("authorization")).isEqualTo(List.of("Bearer " + token));
    }

    @Test
    void passesBackTheAnswerWithoutWhatConcernsTheServiceAlone() {
        signedIn()
                .get("/v1/activations/1")
                .then()
                .header("ETag", "\"7\"")
                .header("Location", "/v1/activations/1")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Internal", nullValue())
                .header("Server", nullValue());
    }

    @Test
    void continuesATrace() {
        String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        signedIn()
                .header("traceparent", traceparent)
                .header("tracestate", "a=1")
                .get("/v1/contracts")
                .then()
                .body("headers.traceparent", hasItem(traceparent))
                .body("headers.tracestate", hasItem("a=1"));
    }

    @Test
    void beginsATraceWhenTheCallersIsBroken() {
        signedIn()
                .header("traceparent", "00-00000000000000000000000000000000-00f067aa0ba902b7-01")
                .header("tracestate", "a=1")
                .get("/v1/contracts")
                .then()
                .body("headers.traceparent[0]", matchesPattern("00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-01"))
                .body("headers.tracestate", nullValue());
    }

    @Test
    void answersHeadAndEmptyAnswers() {
        signedIn().head("/v1/contracts").then().statusCode(200);
        signedIn().delete("/v1/contract-links/empty").then().statusCode(204).body(equalTo(""));
    }

    @Test
    void streamsALargeBodyBothWays() throws Exception {
        byte[] body = new byte[LARGE];
        new Random(1).nextBytes(body);
        HttpResponse<byte[]> answer = send(request("/v1/contracts/echo")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(body);
    }

    @Test
    void asksForTheBodyOfWhomExpectsToBeAsked() throws Exception {
        HttpResponse<byte[]> answer = send(request("/v1/contracts/echo")
                .expectContinue(true)
                .POST(BodyPublishers.ofString("text"))
                .build());
        assertThat(answer.body()).asString().isEqualTo("text");
    }

    @Test
    void breaksOffWhenTheServiceBreaksOff() {
        assertThatThrownBy(() -> send(request("/v1/contracts/half").build())).isInstanceOf(IOException.class);
    }

    @Test
    void refusesABodyThatTurnsOutTooLarge() throws Exception {
        byte[] part = new byte[1024 * 1024];
        HttpResponse<byte[]> answer = send(request("/v1/contracts")
                .POST(BodyPublishers.ofInputStream(
                        () -> new SequenceInputStream(Collections.enumeration(IntStream.range(0, 11)
                                .mapToObj(i -> new ByteArrayInputStream(part))
                                .toList()))))
                .build());
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void saysWhenTheClientStoppedSending() throws Exception {
        String answer = RawHttp.answerTo(
                gateway.getPort(),
                "POST /v1/contracts HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nAuthorization: Bearer " + tokens.valid()
                        + "\r\n\r\nab");
        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"code\":\"request-timeout\"");
    }

    private static void assertUnavailable(ValidatableResponse answer) {
        answer.statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "2")
                .body("code", equalTo("service-unavailable"))
                .body("type", equalTo("/problems/service-unavailable"))
                .body("detail", not(matchesPattern(".*localhost.*")));
    }

    private RequestSpecification signedIn() {
        return given().urlEncodingEnabled(false).header("Authorization", "Bearer " + tokens.valid());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + tokens.valid());
    }

    private static HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
    }
}
