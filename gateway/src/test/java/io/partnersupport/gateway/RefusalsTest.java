package io.partnersupport.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class RefusalsTest {
    Tokens tokens;

    @TestHTTPResource
    URI gateway;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1",
                "/v1/",
                "/v1/nothing",
                "/v1/incidentsX",
                "/v1/contracts;x=1",
                "/V1/contracts",
                "/nothing",
                "/",
                "/problems/nothing",
                "/docsX",
                "/docs/nothing.js",
                "/q/health",
                "/q/metrics",
                "/q/openapi"
            })
    void knowsNothingOutsideOfTheTable(String path) {
        given().header("Authorization", "Bearer " + tokens.valid())
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not-found"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/%zz",
                "/v1/contracts/%",
                "/v1/contracts/%2",
                "/v1/contracts?x=%zz",
                "//v1/contracts",
                "/v1//contracts",
                "/v1/contracts//",
                "/v1/../v1/contracts",
                "/v1/contracts/..",
                "/v1/contracts/%2e%2e/partners",
                "/v1/contracts/%2E./partners",
                "/v1/./contracts",
                "/v1/contracts%2fpartners",
                "/v1/contracts%5cpartners",
                "/v1/contracts\\partners",
                "/v1/contracts/%00",
                "/v1/contracts/%0d%0aX:1",
                "/v1/contracts/%ff",
                "/v1/contracts/%c0%ae",
                "/v1/contr\u00e9",
                "/v1/contracts#x",
                "http://evil/v1/contracts",
            })
    void refusesABrokenPath(String path) throws IOException {
        assertProblem(get(path, ""), 400, "malformed-request");
    }

    @ParameterizedTest
    @CsvSource({"4000, 401", "9000, 414", "60000, 414"})
    void limitsTheAddress(int length, int status) throws IOException {
        assertThat(get("/v1/contracts?x=" + "a".repeat(length), "")).startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @CsvSource({"16384, 200", "40000, 431", "60000, 431"})
    void limitsTheHeaders(int length, int status) throws IOException {
        assertThat(get("/problems/not-found", "X-Large: " + "a".repeat(length) + "\r\n"))
                .startsWith("HTTP/1.1 " + status)
                .contains(status == 200 ? "not-found" : "\"code\":\"headers-too-large\"");
    }

    @Test
    void refusesABodyThatIsAnnouncedTooLarge() throws IOException {
        String answer = RawHttp.answerTo(
                gateway.getPort(),
                "POST /v1/contracts HTTP/1.1\r\nHost: x\r\nContent-Length: 10485761\r\nAuthorization: Bearer "
                        + tokens.valid() + "\r\n\r\n",
                "begin");
        assertProblem(answer, 413, "payload-too-large");
    }

    @Test
    void refusesFramingThatCanBeReadInTwoWays() throws IOException {
        assertThat(
                        RawHttp.answerTo(
                                gateway.getPort(),
                                "POST /v1/contracts HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(
                        RawHttp.answerTo(
                                gateway.getPort(),
                                "POST /v1/contracts HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void asksForAHost() throws IOException {
        assertProblem(
                RawHttp.answerTo(gateway.getPort(), "GET /v1/contracts HTTP/1.1\r\n\r\n"), 400, "malformed-request");
    }

    @Test
    void refusesMethodsThatNoServiceKnows() {
        given().header("Authorization", "Bearer " + tokens.valid())
                .request("TRACE", "/v1/contracts")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")
                .body("code", equalTo("method-not-allowed"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"POST", "PUT", "PATCH", "DELETE"})
    void letsOnlyReadItsOwnResources(Method method) {
        given().request(method, "/openapi")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD")
                .body("code", equalTo("method-not-allowed"));
        given().request(method, "/problems/not-found").then().statusCode(405);
    }

    @Test
    void namesTheTraceOfTheCaller() {
        given().header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .get("/v1/contracts")
                .then()
                .body("traceId", equalTo("4bf92f3577b34da6a3ce929d0e0e4736"));
        given().get("/v1/contracts").then().body("traceId", matchesPattern("[0-9a-f]{32}"));
    }

    private String get(String target, String headers) throws IOException {
        return RawHttp.answerTo(gateway.getPort(), "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
    }

    private static void assertProblem(String answer, int status, String code) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .containsIgnoringCase("content-type: application/problem+json");
        JsonObject problem = new JsonObject(answer.substring(answer.indexOf('{')));
        assertThat(problem.getString("code")).isEqualTo(code);
        assertThat(problem.fieldNames())
                .containsExactlyInAnyOrder("type", "code", "title", "status", "detail", "nextStep", "traceId");
    }
}
