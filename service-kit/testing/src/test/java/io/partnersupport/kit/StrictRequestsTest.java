package io.partnersupport.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.kit.identity.Role;
import io.partnersupport.kit.testing.Person;
import io.partnersupport.kit.testing.WithBacking;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bad inputs of RELIABILITY.md that no operation treats in its own way. */
@QuarkusTest
@WithBacking
class StrictRequestsTest {
    private static final int CHUNK = 64 * 1024;

    private static final String VALID = "{\"name\":\"a\",\"size\":1}";

    private final Person person = Person.of("4960001", Role.GLOBAL_ADMIN);
    private final String id = UUID.randomUUID().toString();

    @Inject
    Things things;

    static Stream<Arguments> badBodies() {
        return Stream.of(
                bad("empty", "", "request"),
                bad("null", "null", "request"),
                bad("array", "[]", null),
                bad("scalar", "1", null),
                bad("text", "\"a\"", null),
                bad("truncated", "{\"name\":\"a\",", null),
                bad("only opened", "{", null),
                bad("rest", VALID + "x", null),
                bad("two values", VALID + VALID, null),
                bad("comment", VALID + "//x", null),
                bad("BOM", "\ufeff" + VALID, null),
                bad("UTF-16", VALID.getBytes(StandardCharsets.UTF_16), null),
                bad("UTF-16 without BOM", VALID.getBytes(StandardCharsets.UTF_16BE), null),
                bad("no UTF-32 either", new byte[] {0, 0, 0, '{', 1, 2, 3, 4}, null),
                bad("bad UTF-8", with("name", "\"\u00c3(\"").getBytes(StandardCharsets.ISO_8859_1), "name"),
                bad("NUL", with("name", "\"a\0b\""), "name"),
                bad("escaped NUL", with("name", "\"a\\u0000b\""), "name"),
                bad("escaped NUL in a part", with("maker", "{\"name\":\"\\u0000\"}"), "maker.name"),
                bad("escaped NUL in a list", with("labels", "[\"a\",\"\\u0000\"]"), "labels[1]"),
                bad("half a character", with("name", "\"a\\ud800b\""), "name"),
                bad("other half of a character", with("note", "\"\\udc00\""), "note"),
                bad("duplicate key", "{\"name\":\"a\",\"size\":1,\"name\":\"b\"}", null),
                bad("unknown key", with("more", "1"), "more"),
                bad("unknown key in a part", with("maker", "{\"more\":1}"), "maker.more"),
                bad("required text missing", "{\"size\":1}", "name"),
                bad("required number missing", "{\"name\":\"a\"}", "size"),
                bad("required number null", "{\"name\":\"a\",\"size\":null}", "size"),
                bad("blank", with("name", "\" \""), "name"),
                bad("too long", with("name", "\"" + "x".repeat(201) + "\""), "name"),
                bad("number for text", with("name", "7"), "name"),
                bad("truth for text", with("name", "true"), "name"),
                bad("object for text", with("name", "{}"), "name"),
                bad("text for number", with("size", "\"7\""), "size"),
                bad("fraction for number", with("size", "1.9"), "size"),
                bad("fraction without fraction for number", with("size", "1.0"), "size"),
                bad("exponent for number", with("size", "1e400"), "size"),
                bad("20 digits for int", with("size", "12345678901234567890"), "size"),
                bad("20 digits for long", with("number", "12345678901234567890"), "number"),
                bad("2000 digits", with("number", "1".repeat(2000)), null),
                bad("not a number", with("size", "NaN"), null),
                bad("text for truth", with("fragile", "\"true\""), "fragile"),
                bad("number for truth", with("fragile", "1"), "fragile"),
                bad("index for name", with("colour", "0"), "colour"),
                bad("unknown name", with("colour", "\"BLUE\""), "colour"),
                bad("name in lower case", with("colour", "\"red\""), "colour"),
                bad("empty name", with("colour", "\"\""), "colour"),
                bad("text for object", with("maker", "\"a\""), "maker"),
                bad("empty text for object", with("maker", "\"\""), "maker"),
                bad("list for object", with("maker", "[]"), "maker"),
                bad("text for list", with("labels", "\"a\""), "labels"),
                bad("number in list of texts", with("labels", "[1]"), "labels[0]"),
                bad("no id", with("serial", "\"x\""), "serial"),
                bad("empty id", with("serial", "\"\""), "serial"),
                bad("id in another form", with("serial", "\"AAAAAAAAAAAAAAAAAAAAAA==\""), "serial"),
                bad("short id", with("serial", "\"1-1-1-1-1\""), "serial"),
                bad("number for instant", with("madeAt", "1"), "madeAt"),
                bad("instant without zone", with("madeAt", "\"2026-01-01T00:00:00\""), "madeAt"),
                bad("instant without time", with("madeAt", "\"2026-01-01\""), "madeAt"),
                bad("empty instant", with("madeAt", "\"\""), "madeAt"),
                bad("instant in year 10000", with("madeAt", "\"+10000-01-01T00:00:00Z\""), "madeAt"),
                bad("instant of 29 February", with("madeAt", "\"2027-02-29T00:00:00Z\""), "madeAt"),
                bad("number for date", with("soldOn", "20454"), "soldOn"),
                bad("list for date", with("soldOn", "[2026,1,1]"), "soldOn"),
                bad("date with time", with("soldOn", "\"2026-01-01T00:00:00Z\""), "soldOn"),
                bad("29 February", with("soldOn", "\"2027-02-29\""), "soldOn"),
                bad("date in year 10000", with("soldOn", "\"+10000-01-01\""), "soldOn"),
                bad("number for duration", with("lasts", "1"), "lasts"),
                bad("no duration", with("lasts", "\"1 day\""), "lasts"),
                bad("depth 2000", "[".repeat(2000) + "]".repeat(2000), null),
                bad("depth 2000 in a field", with("labels", "[".repeat(2000) + "]".repeat(2000)), "labels[0]"),
                bad("depth 2000 never closed", "{\"labels\":" + "[".repeat(2000), null));
    }

    private static Arguments bad(String name, String body, String field) {
        return bad(name, body.getBytes(UTF_8), field);
    }

    private static Arguments bad(String name, byte[] body, String field) {
        return Arguments.of(name, body, field);
    }

    /** A body that is valid but for one field. */
    private static String with(String field, String value) {
        String others = (field.equals("name") ? "" : ",\"name\":\"a\"") + (field.equals("size") ? "" : ",\"size\":1");
        return "{\"" + field + "\":" + value + others + "}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBodies")
    void aBodyThatDoesNotSayExactlyWhatItMeansIsRefused(String name, byte[] body, String field) {
        RawHttp answer = post("application/json", body);

        assertProblem(answer, 400);
        if (field != null) {
            assertThat(JsonPath.from(answer.body()).getList("errors.field")).contains(field);
        }
        assertThat(things.countOf(id)).as("nothing is written").isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"madeAt\":\"2026-01-01T00:00:00Z\"",
                "\"madeAt\":\"2026-01-01T00:00:00.123456+01:00\"",
                "\"madeAt\":null",
                "\"soldOn\":\"2028-02-29\"",
                "\"lasts\":\"PT1H30M\"",
                "\"number\":9223372036854775807",
                "\"colour\":\"RED\",\"fragile\":true,\"maker\":{},\"labels\":[]",
                "\"serial\":\"018f4f6e-0000-7000-8000-000000000000\"",
                "\"note\":\"\u202e right to left, \\r\\n, \ud83d\ude00, '; DROP TABLE thing; -- <script>\""
            })
    void whatSaysExactlyWhatItMeansIsTaken(String fields) {
        assertThat(post("application/json", ("{\"name\":\"a\",\"size\":1," + fields + "}").getBytes(UTF_8))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void oddTextsComeBackAsTheyWere() {
        String odd = "\u202e\r\n\t\u0001\ud83d\ude00 '; DROP TABLE thing; -- <script>alert(1)</script> ${7*7}";
        String answer = person.requestWithKey()
                .body(java.util.Map.of("name", odd, "size", 1))
                .post("/v1/things/" + id)
                .jsonPath()
                .getString("name");
        assertThat(answer).isEqualTo(odd);
    }

    @Test
    void aBodyOfTenMegabytesIsTooLarge() {
        assertProblem(
                post(
                        "application/json",
                        with("name", "\"" + "x".repeat(10_000_000) + "\"").getBytes(UTF_8)),
                413);
        assertThat(things.countOf(id)).isZero();
    }

    @Test
    void aBodyThatDoesNotTellItsLengthIsTooLargeAllTheSame() {
        byte[] large = with("name", "\"" + "x".repeat(3_000_000) + "\"").getBytes(UTF_8);
        assertProblem(postInChunks(large), 413);
        assertThat(things.countOf(id)).isZero();
    }

    @Test
    void aBodyThatDoesNotTellItsLengthIsTaken() {
        assertThat(postInChunks(with("name", "\"a\"").getBytes(UTF_8)).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, 415",
                "text/plain, 415",
                "application/xml, 415",
                "application/x-www-form-urlencoded, 415",
                "multipart/form-data; boundary=x, 415",
                "application/jsonx, 415",
                ";;, 400"
            })
    void onlyJsonIsTaken(String contentType, int status) {
        assertProblem(post(contentType, VALID.getBytes(UTF_8)), status);
        assertThat(things.countOf(id)).isZero();
    }

    @Test
    void aBodyThatDoesNotSayWhatItIsIsRefusedWhereverItIsSent() {
        assertProblem(
                send(
                        "POST /v1/things/" + id + "/title",
                        "Idempotency-Key: " + UUID.randomUUID() + "\nContent-Length: 1",
                        (byte) 'x'),
                415);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/things/caller?limit=abc, 400, limit",
        "/v1/things/caller?limit=1.0, 400, limit",
        "/v1/things/caller?limit=12345678901, 400, limit",
        "/v1/things/caller?number=x, 400, number",
        "/v1/things/caller?number=12345678901234567890, 400, number",
        "/v1/things/caller?fragile=maybe, 400, fragile",
        "/v1/things/caller?colour=red, 400, colour",
        "/v1/things/caller?at=2026-01-01, 400, at",
        "/v1/things/caller?at=2026-01-01T00:00:00, 400, at",
        "/v1/things/caller?at=%2B10000-01-01T00:00:00Z, 400, at",
        "/v1/things/caller?on=2027-02-29, 400, on",
        "/v1/things?prefix=%00, 400, prefix",
        "/v1/things/%00, 400,",
        "/v1/things/by-serial/x, 404,",
        "/v1/things/by-serial/1-1-1-1-1, 404,",
        "/v1/nothing, 404,",
        "/nothing, 404,",
        "/, 404,",
        "//v1//things//caller, 404,",
        "/v1/things/caller//, 404,",
        "/v1/things/%2e%2e/x, 404,",
        "/v1/%2e%2e/%2e%2e/etc/passwd, 404,",
        "/v1/%2e%2e/q/health, 404,",
        "/q/health, 404,",
        "/q/metrics, 404,"
    })
    void anAddressThatCannotBeOneOfOursIsRefused(String address, int status, String field) {
        RawHttp answer = send("GET " + address);

        assertProblem(answer, status);
        if (field != null) {
            assertThat(JsonPath.from(answer.body()).getList("errors.field")).contains(field);
        }
    }

    @Test
    void anAddressOf2100CharactersIsJustNotFound() {
        assertProblem(send("GET /v1/nothing/" + "x".repeat(2100)), 404);
    }

    /** Quarkus refuses these before anything of a service sees them, so there is a status and no document. */
    @ParameterizedTest
    @CsvSource({"/v1/things/%zz, 400", "/v1/things?prefix=%zz, 400", "/v1/things/<x>, 400"})
    void whatIsNotEvenAnAddressIsRefusedWithoutAWord(String address, int status) {
        RawHttp answer = send("GET " + address);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void headersMayBeLargeButNotEndless() {
        assertThat(send("GET /v1/things/caller", "X-Large: " + "x".repeat(16_000))
                        .status())
                .isEqualTo(200);
        RawHttp endless = send("GET /v1/things/caller", "X-Large: " + "x".repeat(30_000));
        assertThat(endless.status()).isEqualTo(431);
        assertThat(endless.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "FOO"})
    void aMethodThatAResourceDoesNotKnowIsRefusedWithThoseItKnows(String method) {
        RawHttp answer = send(method + " /v1/things/" + id);

        assertProblem(answer, 405);
        assertThat(answer.headers()).containsEntry("allow", "POST");
        assertThat(send(method + " /v1/things").headers()).containsEntry("allow", "GET");
    }

    @Test
    void nobodyGetsAnotherFormThanJson() {
        for (String accept : List.of("text/xml", "text/html", ";;;")) {
            assertProblem(send("GET /v1/things/caller", "Accept: " + accept), 406);
        }
    }

    @Test
    void headersThatAGatewayCouldSetChangeNothing() {
        String key = "Idempotency-Key: " + UUID.randomUUID();
        RawHttp answer = send(
                "POST /v1/things/" + id,
                "X-Forwarded-Host: evil.example\nX-Forwarded-Proto: https\nForwarded: host=evil.example\n" + key
                        + "\nContent-Type: application/json\nContent-Length: " + VALID.length(),
                VALID.getBytes(UTF_8));
        assertThat(answer.headers()).containsEntry("location", "/v1/things/" + id);
    }

    @Test
    void aFaultOfTheServiceTellsNothingOfItsInside() {
        RawHttp answer = post("application/json", with("name", "\"breaks\"").getBytes(UTF_8));

        assertProblem(answer, 500);
        assertThat(answer.body()).doesNotContain("secret", "IllegalState");
    }

    private RawHttp post(String contentType, byte[] body) {
        return send(
                "POST /v1/things/" + id,
                "Idempotency-Key: " + UUID.randomUUID() + "\nContent-Length: " + body.length
                        + (contentType == null ? "" : "\nContent-Type: " + contentType),
                body);
    }

    private RawHttp postInChunks(byte[] body) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int from = 0; from < body.length; from += CHUNK) {
            int size = Math.min(CHUNK, body.length - from);
            chunks.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(UTF_8));
            chunks.write(body, from, size);
            chunks.writeBytes("\r\n".getBytes(UTF_8));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(UTF_8));
        return send(
                "POST /v1/things/" + id,
                "Idempotency-Key: " + UUID.randomUUID()
                        + "\nTransfer-Encoding: chunked\nContent-Type: application/json",
                chunks.toByteArray());
    }

    private RawHttp send(String line) {
        return send(line, "X-Nothing: nothing");
    }

    private RawHttp send(String line, String headers, byte... body) {
        return RawHttp.send(line + " HTTP/1.1\nAuthorization: Bearer " + person.token() + "\n" + headers, body);
    }

    private static void assertProblem(RawHttp answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        JsonPath problem = JsonPath.from(answer.body());
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("type")).isEqualTo("/problems/" + problem.getString("code"));
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.getString("nextStep")).isNotBlank();
        assertThat(problem.getString("traceId")).matches("[0-9a-f]{32}");
        assertThat(answer.body()).doesNotContain("xception", "java.", "com.fasterxml", "io.partnersupport", "org.");
    }
}
