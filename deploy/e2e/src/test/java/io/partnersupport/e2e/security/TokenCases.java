package io.partnersupport.e2e.security;

import static io.partnersupport.e2e.security.Tokens.signed;

import io.partnersupport.e2e.Stack;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** What is no good access token, each wrong in one thing only, by what is wrong with it. */
final class TokenCases {
    private static final Consumer<Map<String, Object>> AS_IT_IS = claims -> {};

    private TokenCases() {}

    static Map<String, UnaryOperator<Request>> all() {
        Tokens good = Tokens.published();
        String valid = good.of(AS_IT_IS);
        String[] parts = valid.split("\\.");
        KeyPair other = Tokens.newKeys();
        long now = Instant.now().getEpochSecond();
        byte[] publicKey = good.publicKey().getEncoded();

        Map<String, UnaryOperator<Request>> cases = new LinkedHashMap<>();
        cases.put("none", request -> request);
        cases.put("empty", request -> request.and("Authorization", ""));
        cases.put("only the scheme", request -> request.and("Authorization", "Bearer"));
        cases.put("two headers", request -> bearer(bearer(request, valid), valid));
        cases.put("in the query", request -> request.withQuery("access_token", valid));
        cases.put("of another scheme", request -> request.and("Authorization", "Basic " + valid));
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("alg none", encoded("{\"alg\":\"none\",\"kid\":\"" + good.keyId() + "\"}") + "." + parts[1] + ".");
        tokens.put("HS256 with the public key", signed("HS256", new HmacKey(publicKey), kid(good.keyId()), AS_IT_IS));
        tokens.put("another key", signed("RS256", other, kid(good.keyId()), AS_IT_IS));
        tokens.put("unknown kid", signed("RS256", other, kid("unknown"), AS_IT_IS));
        tokens.put("no kid", signed("RS256", other, Map.of(), AS_IT_IS));
        tokens.put("kid with a path", signed("RS256", other, kid("../../../../dev/null"), AS_IT_IS));
        tokens.put("kid with SQL", signed("RS256", other, kid("x' UNION SELECT 'key' --"), AS_IT_IS));
        tokens.put(
                "jku header",
                signed("RS256", other, Map.of("kid", "own", "jku", Tokens.ISSUER + "/../own/keys"), AS_IT_IS));
        tokens.put("jwk header", signed("RS256", other, Map.of("kid", "own", "jwk", jwk(other)), AS_IT_IS));
        tokens.put("expired", good.of(claims -> claims.put("exp", now - 5)));
        tokens.put("not yet valid", good.of(claims -> claims.put("nbf", now + 120)));
        tokens.put("no exp", good.of(claims -> claims.remove("exp")));
        tokens.put("wrong issuer", good.of(claims -> claims.put("iss", Stack.identityProvider() + "/realms/master")));
        tokens.put("wrong audience", good.of(claims -> claims.put("aud", List.of("account", "local-stack"))));
        tokens.put("no audience", good.of(claims -> claims.remove("aud")));
        tokens.put("ID token", Stack.token("contoso-admin", "id"));
        tokens.put("refresh token", Stack.token("contoso-admin", "refresh"));
        tokens.put(
                "tampered payload",
                parts[0] + "."
                        + encoded(decoded(parts[1]).replaceFirst("\\{", "{\"roles\":[\"program-operator\"],")) + "."
                        + parts[2]);
        tokens.put("16 KB", good.of(claims -> claims.put("more", "x".repeat(12_000))));
        tokens.forEach((name, token) -> cases.put(name, request -> bearer(request, token)));
        return cases;
    }

    static Request bearer(Request request, String token) {
        return request.and("Authorization", "Bearer " + token);
    }

    private static Map<String, Object> kid(String id) {
        return Map.of("kid", id);
    }

    private static Map<String, Object> jwk(KeyPair keys) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(keys.getPublic())
                    .toParams(PublicJsonWebKey.OutputControlLevel.PUBLIC_ONLY);
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
