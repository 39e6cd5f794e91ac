package io.partnersupport.kit.testing;

import static io.partnersupport.kit.testing.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.partnersupport.kit.identity.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBacking
class TokenTest {
    private static final String PATH = "/v1/things/caller";

    private final TokenIssuer issuer = TokenIssuer.running();
    private final Person person = Person.of("4960001", Role.GLOBAL_ADMIN);

    @ConfigProperty(name = "partnersupport.oidc.issuer")
    String issuerName;

    @ConfigProperty(name = "quarkus.oidc.token.forced-jwk-refresh-interval")
    Duration refreshInterval;

    @AfterEach
    void theIssuerIsAsBefore() {
        issuer.publish(issuer.key());
        issuer.setAway(false);
        issuer.setPause(Duration.ZERO);
        await().untilAsserted(() -> with(token(claims -> {})).statusCode(200));
    }

    @Test
    void theClaimsOfAValidTokenAreTheCaller() {
        person.request()
                .get(PATH)
                .then()
                .statusCode(200)
                .body("subject", equalTo(person.userId()))
                .body("roles", contains("GLOBAL_ADMIN"));
        with(token(claims -> claims.put("aud", List.of("account", TokenIssuer.AUDIENCE))))
                .statusCode(200);
        with(token(claims -> claims.put("roles", List.of("offline_access", "sales-agent", 7))))
                .statusCode(200)
                .body("roles", contains("SALES_AGENT"));
        with(token(claims -> claims.put("partner_id", 4960001))).statusCode(200);
    }

    @Test
    void everyOtherTokenIsRefused() throws JoseException {
        String valid = token(claims -> {});
        String[] parts = valid.split("\\.");
        byte[] publicKey = issuer.key().getPublicKey().getEncoded();
        RsaJsonWebKey otherKey = TokenIssuer.newKey(TokenIssuer.KEY_ID);
        RsaJsonWebKey unknownKey = TokenIssuer.newKey("unknown");
        Instant now = Instant.now();

        Map<String, String> refused = new LinkedHashMap<>();
        refused.put("garbage", "garbage");
        refused.put("three parts of garbage", "a.b.c");
        refused.put("no signature", parts[0] + "." + parts[1] + ".");
        refused.put(
                "tampered payload",
                parts[0] + "." + encoded(decoded(parts[1]).replace("global-admin", "program-operator")) + "."
                        + parts[2]);
        refused.put(
                "expired", token(claims -> claims.put("exp", now.minusSeconds(5).getEpochSecond())));
        refused.put("no expiry", token(claims -> claims.remove("exp")));
        refused.put(
                "not yet valid",
                token(claims -> claims.put("nbf", now.plusSeconds(60).getEpochSecond())));
        refused.put("wrong issuer", token(claims -> claims.put("iss", "http://localhost:1")));
        refused.put("no issuer", token(claims -> claims.remove("iss")));
        refused.put("wrong audience", token(claims -> claims.put("aud", "account")));
        refused.put("no audience", token(claims -> claims.remove("aud")));
        refused.put("no subject", token(claims -> claims.remove("sub")));
        refused.put("alg none", encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".");
        refused.put(
                "alg none with the key's id",
                encoded("{\"alg\":\"none\",\"kid\":\"test\"}") + "." + parts[1] + "." + parts[2]);
        refused.put(
                "HS256 with the public key", signed("HS256", new HmacKey(publicKey), TokenIssuer.KEY_ID, claims -> {}));
        refused.put(
                "HS256 with the public key as text",
                signed("HS256", new HmacKey(Base64.getEncoder().encode(publicKey)), TokenIssuer.KEY_ID, claims -> {}));
        refused.put("RS512", signed("RS512", issuer.key().getPrivateKey(), TokenIssuer.KEY_ID, claims -> {}));
        refused.put("PS256", signed("PS256", issuer.key().getPrivateKey(), TokenIssuer.KEY_ID, claims -> {}));
        refused.put("other key", signed("RS256", otherKey.getPrivateKey(), TokenIssuer.KEY_ID, claims -> {}));
        refused.put("unknown kid", signed("RS256", unknownKey.getPrivateKey(), "unknown", claims -> {}));
        refused.put("no kid", signed("RS256", unknownKey.getPrivateKey(), null, claims -> {}));
        refused.put("kid with a path", signed("RS256", unknownKey.getPrivateKey(), "../../etc/passwd", claims -> {}));
        refused.put("kid with SQL", signed("RS256", unknownKey.getPrivateKey(), "' OR 1=1 --", claims -> {}));
        refused.put("own key in the header", withHeader(unknownKey, "jwk", JsonUtil.parseJson(unknownKey.toJson())));
        refused.put("own keys at an address", withHeader(unknownKey, "jku", "http://localhost:1/keys"));
        refused.put("16 KB", token(claims -> claims.put("x", "x".repeat(12_000))));

        refused.forEach((name, token) -> refused(name, with(token)));
        refused("no token", given().get(PATH).then());
        refused("empty", given().header("Authorization", "").get(PATH).then());
        refused(
                "only the scheme",
                given().header("Authorization", "Bearer").get(PATH).then());
        refused(
                "other scheme",
                given().header("Authorization", "Basic " + valid).get(PATH).then());
        refused(
                "two tokens",
                given().header("Authorization", "Bearer " + valid, "Bearer " + valid)
                        .get(PATH)
                        .then());
        refused(
                "in the query",
                given().queryParam("access_token", valid).get(PATH).then());
        refused("in a cookie", given().cookie("access_token", valid).get(PATH).then());
        with(valid).statusCode(200);
    }

    @Test
    void aNewSigningKeyIsTakenAndARetiredOneIsNot() {
        String old = token(claims -> {});
        RsaJsonWebKey next = TokenIssuer.newKey("next");
        issuer.publish(next);

        String renewed = signed("RS256", next.getPrivateKey(), "next", claims -> {});
        await().untilAsserted(() -> with(renewed).statusCode(200));
        with(old).statusCode(401);
    }

    @Test
    @DisplayName("I9: of many who come with a new key at once, twice in a row, nobody is refused while it is fetched")
    void whoeverComesWithANewKeyIsServed() {
        issuer.setPause(Duration.ofMillis(150));
        for (String keyId : List.of("second", "third")) {
            RsaJsonWebKey next = TokenIssuer.newKey(keyId);
            issuer.publish(next);
            assertThat(statusesOf(8, i -> signed("RS256", next.getPrivateKey(), keyId, claims -> {})))
                    .containsOnly(200);
        }
    }

    @Test
    void unknownKeysDoNotMakeTheServiceAskTheIssuerEachTime() {
        Instant begin = Instant.now();
        int before = issuer.keyRequests();
        assertThat(statusesOf(40, i -> signed("RS256", issuer.key().getPrivateKey(), "guess" + i, claims -> {})))
                .containsOnly(401);

        long intervals = Duration.between(begin, Instant.now()).dividedBy(refreshInterval);
        assertThat(issuer.keyRequests() - before).isLessThanOrEqualTo((int) intervals + 2);
    }

    @Test
    void anIssuerThatIsAwayStopsNobodyWhoseKeyIsKnown() {
        issuer.setAway(true);

        await().during(Duration.ofSeconds(1)).untilAsserted(() -> {
            with(signed("RS256", issuer.key().getPrivateKey(), UUID.randomUUID().toString(), claims -> {}))
                    .statusCode(401);
            with(token(claims -> {})).statusCode(200);
        });
    }

    private static void refused(String name, ValidatableResponse answer) {
        try {
            answer.statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", startsWith("Bearer"))
                    .body("code", equalTo("unauthenticated"))
                    .body("$", not(containsString("xception")));
        } catch (AssertionError e) {
            throw new AssertionError(name + ": " + e.getMessage(), e);
        }
    }

    /** Of requests with these tokens, sent together. */
    private static List<Integer> statusesOf(int requests, IntFunction<String> token) {
        return Concurrently.run(IntStream.range(0, requests)
                .mapToObj(token)
                .<Callable<Integer>>map(each -> () -> with(each).extract().statusCode())
                .toList());
    }

    private static ValidatableResponse with(String token) {
        return given().header("Authorization", "Bearer " + token).get(PATH).then();
    }

    private String token(Consumer<Map<String, Object>> change) {
        return signed("RS256", issuer.key().getPrivateKey(), TokenIssuer.KEY_ID, change);
    }

    private String signed(String algorithm, Key key, String keyId, Consumer<Map<String, Object>> change) {
        JsonWebSignature signature = unsigned(algorithm, key, change);
        if (keyId != null) {
            signature.setKeyIdHeaderValue(keyId);
        }
        return serialized(signature);
    }

    private String withHeader(RsaJsonWebKey key, String name, Object value) {
        JsonWebSignature signature = unsigned("RS256", key.getPrivateKey(), claims -> {});
        signature.getHeaders().setObjectHeaderValue(name, value);
        return serialized(signature);
    }

    private JsonWebSignature unsigned(String algorithm, Key key, Consumer<Map<String, Object>> change) {
        Instant now = Instant.now();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuerName);
        claims.put("aud", TokenIssuer.AUDIENCE);
        claims.put("sub", UUID.randomUUID().toString());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plusSeconds(300).getEpochSecond());
        claims.put("roles", List.of("global-admin"));
        change.accept(claims);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKey(key);
        signature.setDoKeyValidation(false);
        signature.setPayload(JsonUtil.toJson(claims));
        return signature;
    }

    private static String serialized(JsonWebSignature signature) {
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
