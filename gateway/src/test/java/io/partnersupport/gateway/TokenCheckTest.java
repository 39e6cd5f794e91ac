package io.partnersupport.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class TokenCheckTest {
    Tokens tokens;

    @Test
    void letsAValidTokenPass() {
        given().header("Authorization", "Bearer " + tokens.valid())
                .get("/v1/contracts")
                .then()
                .statusCode(200);
        given().header("Authorization", "bearer " + tokens.with(Map.of("aud", List.of("account", "partner-support"))))
                .get("/v1/contracts")
                .then()
                .statusCode(200);
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryOtherToken() throws Exception {
        String[] good = tokens.valid().split("\\.");
        return Map.ofEntries(
                        Map.entry("empty", ""),
                        Map.entry("one word", "garbage"),
                        Map.entry("three words", "a.b.c"),
                        Map.entry("five words", "a.b.c.d.e"),
                        Map.entry("no signature", good[0] + "." + good[1] + "."),
                        Map.entry("16 KB", "a".repeat(16 * 1024)),
                        Map.entry("expired", tokens.expired()),
                        Map.entry("not yet valid", tokens.with(Map.of("nbf", 4102444800L))),
                        Map.entry("another issuer", tokens.with(Map.of("iss", "http://localhost:1/partner-center"))),
                        Map.entry("another audience", tokens.with(Map.of("aud", "account"))),
                        Map.entry("no audience", tokens.without("aud")),
                        Map.entry("no expiry", tokens.without("exp")),
                        Map.entry("tampered", tokens.tampered()),
                        Map.entry("alg none", tokens.unsigned()),
                        Map.entry("HS256 with the public key", tokens.signedWithThePublicKey()),
                        Map.entry("another key", tokens.signedWithAnotherKey()),
                        Map.entry("a path as key id", tokens.signedWithAnUnknownKey()),
                        Map.entry("SQL as key id", tokens.signedWithTheKeyNamed("x' UNION SELECT 'secret' --")),
                        Map.entry("an unknown key", tokens.signedWithTheKeyNamed("new")),
                        Map.entry("no key id", tokens.signedWithTheKeyNamed(null)),
                        Map.entry("its own key", tokens.bringingItsOwnKey(false)),
                        Map.entry("the address of its own key", tokens.bringingItsOwnKey(true)),
                        Map.entry("ID token", tokens.ofKind("ID")),
                        Map.entry("ID token by its claims", tokens.with(Map.of("at_hash", "x"))),
                        Map.entry("refresh token", tokens.ofKind("Refresh")),
                        Map.entry("no subject", tokens.without("sub")),
                        Map.entry("two words", "a b"))
                .entrySet()
                .stream()
                .map(token -> DynamicTest.dynamicTest(
                        token.getKey(), () -> assertRefused("Bearer " + token.getValue(), "/v1/contracts")));
    }

    @Test
    void refusesAnotherScheme() {
        assertRefused("Basic " + tokens.valid(), "/v1/contracts");
        assertRefused(tokens.valid(), "/v1/contracts");
    }

    @Test
    void asksForATokenWhenThereIsNone() {
        given().get("/v1/contracts")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("unauthenticated"));
    }

    @Test
    void doesNotLookForATokenInTheQuery() {
        given().get("/v1/contracts?access_token=" + tokens.valid())
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer");
    }

    @Test
    void refusesTwoTokens() {
        given().header("Authorization", "Bearer " + tokens.valid(), "Bearer " + tokens.valid())
                .get("/v1/contracts")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"));
    }

    @Test
    void refusesABodyWithoutATokenAndKeepsTheConnectionInOrder() {
        given().body("x".repeat(100_000)).post("/v1/contracts").then().statusCode(401);
        letsAValidTokenPass();
    }

    private static void assertRefused(String authorization, String path) {
        given().header("Authorization", authorization)
                .get(path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("code", equalTo("unauthenticated"))
                .body("type", equalTo("/problems/unauthenticated"));
    }
}
