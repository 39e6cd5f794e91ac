package io.partnersupport.gateway.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.partnersupport.gateway.Neighbours;
import io.partnersupport.gateway.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class SessionTest {
    private static final String PLAIN = "localhost:8080";
    private static final String SAFE = "portal.example"; // what ends TLS stands in front of the gateway
    private static final Map<String, Object> ANNA = Map.of(
            "preferred_username", "contoso-admin",
            "name", "Anna Nowak",
            "email", "anna.nowak@contoso.example",
            "partner_id", "4960001",
            "roles", List.of("global-admin"));
    private static final Seal CURRENT = new Seal(Neighbours.SESSION_KEYS);
    private static final Seal FORMER = new Seal(Neighbours.SESSION_KEYS.split(",")[1]);

    Tokens tokens;
    MockOAuth2Server identityProvider;

    @Test
    void signsInAndAttachesTheTokenThatThePageNeverSees() {
        Response started = at(PLAIN).get("/session/sign-in?returnTo=/incidents/42?tab%3Dfiles%23last");
        Map<String, String> asked = queryOf(started.header("Location"));
        Response finished = finish(PLAIN, started, ANNA, 3600);
        Map<String, String> session = keptFrom(finished);

        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "gateway")
                .containsEntry("redirect_uri", "http://localhost:8080/session/callback")
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("state", "nonce", "code_challenge");
        assertThat(finished.statusCode()).isEqualTo(303);
        assertThat(finished.header("Location")).isEqualTo("/incidents/42?tab=files#last");
        assertThat(session.keySet()).containsExactly("session");
        Cookie cookie = finished.detailedCookie("session");
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.isSecured()).isFalse();
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getMaxAge()).isBetween(28_700L, 28_800L);

        Response about = at(PLAIN).cookies(session).get("/session");
        about.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("userId", equalTo("a-person"))
                .body("name", equalTo("Anna Nowak"))
                .body("email", equalTo("anna.nowak@contoso.example"))
                .body("partnerId", equalTo("4960001"))
                .body("roles", equalTo(List.of("global-admin")))
                .body("csrfToken", notNullValue());

        Response echoed = at(PLAIN).cookies(session).get("/v1/contracts");
        String authorization = echoed.jsonPath().getString("headers.authorization[0]");
        echoed.then().statusCode(200).body("headers.cookie", nullValue());
        assertThat(authorization).startsWith("Bearer ey");
        assertThat(Stream.of(started, finished, about)
                        .map(answer -> answer.asString() + answer.headers())
                        .collect(Collectors.joining()))
                .doesNotContain("Bearer ey", authorization.substring(7));
    }

    @Test
    void marksItsCookiesForTlsOnlyWhereTheBrowserUsesTls() {
        Response started = at(SAFE).get("/session/sign-in");
        Response finished = finish(SAFE, started, ANNA, 3600);

        assertThat(queryOf(started.header("Location")))
                .containsEntry("redirect_uri", "https://portal.example/session/callback");
        assertThat(finished.header("Location")).isEqualTo("/session");
        assertThat(Stream.of(started, finished).flatMap(answer -> answer.detailedCookies().asList().stream()))
                .hasSize(3)
                .allSatisfy(cookie -> {
                    assertThat(cookie.getName()).startsWith("__Host-");
                    assertThat(cookie.isSecured()).isTrue();
                    assertThat(cookie.isHttpOnly()).isTrue();
                    assertThat(cookie.getPath()).isEqualTo("/");
                    assertThat(cookie.getDomain()).isNull();
                });
        at(SAFE).cookies(keptFrom(finished)).get("/session").then().statusCode(200);
        // the cookie of one address is none of another
        at(PLAIN).cookies(keptFrom(finished)).get("/session").then().statusCode(401);
    }

    @Test
    void splitsACookieThatNoBrowserWouldKeep() {
        Map<String, Object> much = new HashMap<>(ANNA);
        much.put("groups", IntStream.range(0, 600).mapToObj(i -> "group-" + i).toList());

        Map<String, String> session = signedIn(much, 3600);

        assertThat(session.keySet()).contains("session", "session.1");
        assertThat(session.values()).allSatisfy(part -> assertThat(part).hasSizeLessThanOrEqualTo(3_800));
        at(PLAIN).cookies(session).get("/session").then().statusCode(200);
        session.remove("session.1");
        at(PLAIN).cookies(session).get("/session").then().statusCode(401);
    }

    @Test
    void signsInInTwoTabsAtTheSameTime() {
        Response first = at(PLAIN).get("/session/sign-in?returnTo=/first");
        Response second = at(PLAIN).cookies(first.cookies()).get("/session/sign-in?returnTo=/second");

        assertThat(finish(PLAIN, first, ANNA, 3600).header("Location")).isEqualTo("/first");
        assertThat(finish(PLAIN, second, ANNA, 3600).header("Location")).isEqualTo("/second");
    }

    @Test
    void doesNotLetAbandonedSignInsPileUp() {
        Map<String, String> cookies = new HashMap<>();
        for (int i = 0; i < 5; i++) {
            cookies.putAll(at(PLAIN).get("/session/sign-in").cookies());
        }

        Response sixth = at(PLAIN).cookies(cookies).get("/session/sign-in");

        assertThat(sixth.detailedCookies().asList().stream().filter(cookie -> cookie.getMaxAge() == 0))
                .hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//elsewhere.example",
                "https://elsewhere.example",
                "/%5C%5Celsewhere.example",
                "elsewhere",
                "",
                "/a&returnTo=/b"
            })
    void sendsNobodyToAnotherSite(String returnTo) {
        at(PLAIN)
                .urlEncodingEnabled(false)
                .get("/session/sign-in?returnTo=" + returnTo)
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed-request"));
    }

    @Test
    void finishesNoSignInThatThisBrowserDidNotBegin() {
        Response started = at(PLAIN).get("/session/sign-in");
        URI callback = redirectOf(started.header("Location"));
        String other = callback.getRawQuery().replaceFirst("state=[^&]{9}", "state=AAAAAAAAA");
        String sameCookie = callback.getRawQuery().replaceFirst("(state=[^&]{9})[^&]*", "$1");

        assertSignInFails(Map.of(), callback.getRawQuery());
        assertSignInFails(at(PLAIN).get("/session/sign-in").cookies(), callback.getRawQuery());
        assertSignInFails(started.cookies(), other);
        assertSignInFails(started.cookies(), sameCookie);
        assertSignInFails(started.cookies(), "code=x");
        assertSignInFails(started.cookies(), callback.getRawQuery() + "&iss=https%3A%2F%2Felsewhere.example");
    }

    @Test
    void saysThatASignInWasCancelled() {
        Response started = at(PLAIN).get("/session/sign-in");
        assertSignInFails(
                started.cookies(),
                "error=access_denied&state="
                        + queryOf(started.header("Location")).get("state"));
    }

    @Test
    void takesNoTokensThatBelongToAnotherSignIn() {
        Response started = at(PLAIN).get("/session/sign-in");
        String elsewhere = started.header("Location").replaceFirst("nonce=[^&]*", "nonce=another");
        enqueue(ANNA, 3600);
        assertSignInFails(started.cookies(), redirectOf(elsewhere).getRawQuery());

        String otherVerifier = started.header("Location").replaceFirst("code_challenge=[^&]*", "code_challenge=other");
        enqueue(ANNA, 3600);
        assertSignInFails(started.cookies(), redirectOf(otherVerifier).getRawQuery());
    }

    @Test
    void makesNoSessionOfATokenForSomebodyElse() {
        Response started = at(PLAIN).get("/session/sign-in");
        identityProvider.enqueueCallback(
                new DefaultOAuth2TokenCallback(Tokens.REALM, "a-person", "JWT", List.of("account"), ANNA, 3600));
        URI callback = redirectOf(started.header("Location"));

        assertSignInFails(started.cookies(), callback.getRawQuery());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    ,       ,                        ,            200",
        "HEAD,   ,       ,                        ,            200",
        "POST,   own,    ,                        ,            200",
        "POST,   own,    http://localhost:8080,   same-origin, 200",
        "PUT,    own,    http://localhost:8080,   ,            200",
        "PATCH,  own,    ,                        same-origin, 200",
        "DELETE, own,    ,                        ,            200",
        "POST,   ,       http://localhost:8080,   same-origin, 403",
        "PUT,    ,       ,                        ,            403",
        "PATCH,  ,       ,                        ,            403",
        "DELETE, ,       ,                        ,            403",
        "POST,   other,  http://localhost:8080,   same-origin, 403",
        "POST,   broken, http://localhost:8080,   same-origin, 403",
        "POST,   own,    https://portal.example,  ,            403",
        "POST,   own,    http://localhost:8081,   ,            403",
        "POST,   own,    http://elsewhere.example,,            403",
        "POST,   own,    null,                    ,            403",
        "POST,   own,    ,                        cross-site,  403",
        "POST,   own,    ,                        same-site,   403",
        "POST,   own,    http://localhost:8080,   none,        403",
    })
    void changesSomethingOnlyForAnOwnPage(String method, String token, String origin, String site, int status) {
        Map<String, String> session = signedIn(ANNA, 3600);
        RequestSpecification request = at(PLAIN).cookies(session);
        if (token != null) {
            request.header(
                    "X-CSRF-Token",
                    switch (token) {
                        case "own" -> csrfTokenOf(session);
                        case "other" -> csrfTokenOf(signedIn(ANNA, 3600));
                        default -> csrfTokenOf(session).replaceFirst("\\..", ".");
                    });
        }
        if (origin != null) {
            request.header("Origin", origin);
        }
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }

        Response answer = request.request(method, "/v1/contracts");

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.jsonPath().getString("code"))
                    .isEqualTo("own".equals(token) ? "cross-site-request" : "csrf-token-missing");
        } else if (!method.equals("HEAD")) {
            assertThat(answer.jsonPath().<String, Object>getMap("headers"))
                    .doesNotContainKeys("cookie", "x-csrf-token", "origin");
        }
    }

    @Test
    void passesABodyOnThatWaitedForNewTokens() {
        Map<String, String> session = signedIn(ANNA, 1);
        String id = BrowserSession.ofText(
                        CURRENT.open("session", session.get("session")).orElseThrow())
                .id();
        String body = "x".repeat(300_000);
        enqueue(ANNA, 3600);

        at(PLAIN)
                .cookies(session)
                .header("X-CSRF-Token", CURRENT.sign("csrf", id))
                .body(body)
                .post("/v1/contracts/echo")
                .then()
                .statusCode(200)
                .body(equalTo(body));
    }

    @Test
    void prefersATokenOfTheRequestToTheSession() {
        Map<String, String> session = signedIn(ANNA, 3600);

        at(PLAIN)
                .cookies(session)
                .header("Authorization", "Bearer " + tokens.with(Map.of("sub", "another-person")))
                .post("/v1/contracts")
                .then()
                .statusCode(200)
                .body("headers.cookie", nullValue());
        at(PLAIN)
                .cookies(session)
                .header("Authorization", "Bearer garbage")
                .get("/v1/contracts")
                .then()
                .statusCode(401)
                .body("code", equalTo("unauthenticated"));
    }

    @Test
    void refusesEveryCookieThatIsNotItsOwn() {
        BrowserSession session = session(Duration.ofHours(1), Duration.ofHours(8));
        String good = CURRENT.seal("session", session.toText());
        Seal foreign = new Seal(SealTest.key("k2", 7));
        String over = CURRENT.seal(
                "session", session(Duration.ofHours(1), Duration.ZERO).toText());

        at(PLAIN).cookie("session", good).get("/v1/contracts").then().statusCode(200);
        assertThat(Map.of(
                        "empty",
                        "",
                        "garbage",
                        "garbage",
                        "a token",
                        tokens.valid(),
                        "tampered",
                        good.substring(0, 40) + (good.charAt(40) == 'A' ? 'B' : 'A') + good.substring(41),
                        "cut off",
                        good.substring(0, good.length() - 8),
                        "of a foreign key",
                        foreign.seal("session", session.toText()),
                        "sealed for something else",
                        CURRENT.seal("sign-in-12345678", session.toText()),
                        "of a session that is over",
                        over))
                .allSatisfy((kind, cookie) -> {
                    for (String path : List.of("/session", "/v1/contracts")) {
                        Response answer = at(PLAIN).cookie("session", cookie).get(path);
                        answer.then()
                                .statusCode(401)
                                .contentType("application/problem+json")
                                .header("WWW-Authenticate", "Bearer")
                                .body("code", equalTo("not-signed-in"));
                        assertThat(answer.jsonPath().getString("nextStep")).contains("/session/sign-in");
                        assertThat(answer.detailedCookie("session").getMaxAge()).isZero();
                    }
                });
    }

    @Test
    void knowsSessionsOfAFormerKey() {
        BrowserSession session = session(Duration.ofHours(1), Duration.ofHours(8));
        String cookie = FORMER.seal("session", session.toText());

        at(PLAIN).cookie("session", cookie).get("/session").then().statusCode(200);
        at(PLAIN)
                .cookie("session", cookie)
                .header("X-CSRF-Token", FORMER.sign("csrf", session.id()))
                .post("/v1/contracts")
                .then()
                .statusCode(200);
    }

    @Test
    void renewsTheTokensOnceForRequestsOfTheSameMoment() {
        Map<String, String> session = signedIn(ANNA, 20);
        refreshes();
        enqueue(ANNA, 3600);

        List<Response> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> at(PLAIN).cookies(session).get("/v1/contracts"))
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        assertThat(answers.stream()
                        .map(answer -> answer.jsonPath().getString("headers.authorization[0]"))
                        .collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(refreshes()).hasSize(1);
        // the new cookie, and the former one of a browser that did not get the new one
        Map<String, String> renewed = answers.get(0).cookies();
        assertThat(at(PLAIN).cookies(renewed).get("/session").cookies()).isEmpty();
        at(PLAIN).cookies(session).get("/session").then().statusCode(200);
        assertThat(csrfTokenOf(renewed)).isEqualTo(csrfTokenOf(session));
        assertThat(refreshes()).isEmpty();
    }

    @Test
    void signsOutHereAndAtTheIdentityProvider() {
        Map<String, String> session = signedIn(ANNA, 3600);
        String csrfToken = csrfTokenOf(session);
        at(PLAIN).cookies(session).post("/session/sign-out").then().statusCode(403);
        at(PLAIN)
                .cookies(session)
                .get("/session/sign-out")
                .then()
                .statusCode(405)
                .header("Allow", "POST");
        at(PLAIN).post("/session/sign-out").then().statusCode(401);
        recorded("/endsession");

        Response answer =
                at(PLAIN).cookies(session).header("X-CSRF-Token", csrfToken).post("/session/sign-out");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.detailedCookie("session").getMaxAge()).isZero();
        assertThat(recorded("/endsession")).singleElement().satisfies(request -> {
            assertThat(request).startsWith("refresh_token=");
        });
        // also for somebody who kept a copy
        at(PLAIN).cookies(session).get("/session").then().statusCode(401);
        at(PLAIN).cookies(session).get("/v1/contracts").then().statusCode(401);
    }

    @Test
    void knowsNobodyAtAnAddressThatIsNotItsOwn() {
        for (String path : List.of("/session", "/session/sign-in", "/session/callback")) {
            at("elsewhere.example").get(path).then().statusCode(404);
        }
        at("elsewhere.example")
                .cookies(signedIn(ANNA, 3600))
                .get("/v1/contracts")
                .then()
                .statusCode(401)
                .body("code", equalTo("unauthenticated"));
    }

    private static RequestSpecification at(String host) {
        return given().header("Host", host).redirects().follow(false);
    }

    private Map<String, String> signedIn(Map<String, Object> claims, long expiry) {
        return keptFrom(finish(PLAIN, at(PLAIN).get("/session/sign-in"), claims, expiry));
    }

    private Response finish(String host, Response started, Map<String, Object> claims, long expiry) {
        URI callback = redirectOf(started.header("Location"));
        enqueue(claims, expiry);
        return at(host).cookies(started.cookies())
                .urlEncodingEnabled(false)
                .get(callback.getRawPath() + "?" + callback.getRawQuery());
    }

    private static URI redirectOf(String address) {
        return URI.create(given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .get(address)
                .header("Location"));
    }

    /** What the next token request gets; nothing may be left over for the next test. */
    private void enqueue(Map<String, Object> claims, long expiry) {
        identityProvider.enqueueCallback(new DefaultOAuth2TokenCallback(
                Tokens.REALM, "a-person", "JWT", List.of(Tokens.AUDIENCE), claims, expiry));
    }

    private static void assertSignInFails(Map<String, String> cookies, String query) {
        Response answer = at(PLAIN).cookies(cookies).urlEncodingEnabled(false).get("/session/callback?" + query);
        answer.then().statusCode(400).body("code", equalTo("sign-in-failed"));
        assertThat(keptFrom(answer)).isEmpty();
    }

    private static Map<String, String> keptFrom(Response answer) {
        return answer.detailedCookies().asList().stream()
                .filter(cookie -> cookie.getMaxAge() != 0)
                .collect(Collectors.toMap(Cookie::getName, Cookie::getValue, (a, b) -> b, HashMap::new));
    }

    private static String csrfTokenOf(Map<String, String> session) {
        return at(PLAIN).cookies(session).get("/session").jsonPath().getString("csrfToken");
    }

    private BrowserSession session(Duration access, Duration life) {
        Instant now = Instant.now();
        return new BrowserSession(
                "made-by-a-test-" + access + life,
                0,
                now,
                now.plus(life),
                new BrowserSession.Tokens(tokens.valid(), now.plus(access), "refresh", now.plus(life)));
    }

    private List<String> refreshes() {
        return recorded("/token").stream()
                .filter(form -> form.contains("grant_type=refresh_token"))
                .toList();
    }

    /** What reached this endpoint since it was last asked. */
    private List<String> recorded(String endpoint) {
        return Stream.generate(this::nextRecorded)
                .takeWhile(request -> request != null)
                .filter(request ->
                        request.getPath() != null && request.getPath().endsWith(endpoint))
                .map(request -> request.getBody().readUtf8())
                .toList();
    }

    private RecordedRequest nextRecorded() {
        try {
            return identityProvider.takeRequest(0, TimeUnit.MILLISECONDS);
        } catch (RuntimeException none) {
            return null;
        }
    }

    private static Map<String, String> queryOf(String address) {
        return Stream.of(URI.create(address).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
