package io.partnersupport.e2e.security;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.partnersupport.e2e.Stack;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Tokens with any content, signed with a key that the identity provider was told to publish beside its own. So a token
 * can be wrong in one thing only, and there can be accounts with every role.
 */
final class Tokens {
    static final String ISSUER = Stack.identityProvider() + "/realms/partner-center";
    static final String AUDIENCE = "partner-support";

    private static Tokens published;

    private final KeyPair keys;
    private final String keyId;

    private Tokens(KeyPair keys, String keyId) {
        this.keys = keys;
        this.keyId = keyId;
    }

    /** The tokens of a key that the gateway and every service know. */
    static synchronized Tokens published() {
        if (published == null) {
            KeyPair keys = newKeys();
            published = new Tokens(keys, publish(keys));
            String token = published.of(claims -> {});
            TokensTest.targets()
                    .forEach((server, paths) -> await().atMost(Duration.ofSeconds(60))
                            .until(() -> Request.get(paths.get(0))
                                            .with("Authorization", "Bearer " + token)
                                            .sendTo(server)
                                            .status()
                                    != 401));
        }
        return published;
    }

    String keyId() {
        return keyId;
    }

    PublicKey publicKey() {
        return keys.getPublic();
    }

    /** A good access token of an account without a partner, but for this change. */
    String of(Consumer<Map<String, Object>> change) {
        return signed("RS256", keys, Map.of("kid", keyId), change);
    }

    /** A token of these keys, whose header has these members too. */
    static String signed(
            String algorithm, Object keys, Map<String, Object> header, Consumer<Map<String, Object>> change) {
        Instant now = Instant.now();
        Map<String, Object> claims = new LinkedHashMap<>(Map.of(
                "iss",
                ISSUER,
                "aud",
                AUDIENCE,
                "sub",
                "49690000-0000-4000-8000-000000000000",
                "typ",
                "Bearer",
                "azp",
                "local-stack",
                "directory",
                "AAD",
                "iat",
                now.getEpochSecond(),
                "exp",
                now.plusSeconds(1800).getEpochSecond()));
        change.accept(claims);
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        token.setAlgorithmHeaderValue(algorithm);
        header.forEach((name, value) -> token.getHeaders().setObjectHeaderValue(name, value));
        token.setKey(keys instanceof KeyPair pair ? pair.getPrivate() : (java.security.Key) keys);
        token.setDoKeyValidation(false);
        token.setPayload(JsonUtil.toJson(claims));
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> rolesOfPartners() {
        return List.of(
                "global-admin",
                "user-admin",
                "mpn-partner-admin",
                "admin-agent",
                "helpdesk-agent",
                "vs-subscription-admin",
                "sales-agent",
                "account-admin");
    }

    private static String publish(KeyPair keys) {
        String form = "grant_type=password&client_id=admin-cli&username=admin&password="
                + URLEncoder.encode(Stack.secret("keycloak.admin.password"), StandardCharsets.UTF_8);
        String admin = new Request(
                        "POST",
                        "/realms/master/protocol/openid-connect/token",
                        List.of("Content-Type: application/x-www-form-urlencoded"),
                        form.getBytes(StandardCharsets.UTF_8))
                .sendTo(Stack.identityProvider())
                .json()
                .get("access_token")
                .asText();
        ObjectNode component = Answer.JSON.createObjectNode();
        component.put("name", "key of the security tests");
        component.put("providerId", "rsa");
        component.put("providerType", "org.keycloak.keys.KeyProvider");
        ObjectNode config = component.putObject("config");
        config.putArray("privateKey")
                .add("-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----");
        config.putArray("algorithm").add("RS256");
        config.putArray("priority").add("-100"); // it signs nothing itself with it
        config.putArray("enabled").add("true");
        config.putArray("active").add("true");
        Answer created = new Request(
                        "POST",
                        "/admin/realms/partner-center/components",
                        List.of("Content-Type: application/json", "Authorization: Bearer " + admin),
                        component.toString().getBytes(StandardCharsets.UTF_8))
                .sendTo(Stack.identityProvider());
        if (created.status() != 201) {
            throw new AssertionError("Keycloak does not take a key: " + created);
        }
        String modulus = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(withoutSign(
                        ((RSAPublicKey) keys.getPublic()).getModulus().toByteArray()));
        for (JsonNode key : Request.get("/realms/partner-center/protocol/openid-connect/certs")
                .sendTo(Stack.identityProvider())
                .json()
                .get("keys")) {
            if (key.path("n").asText().equals(modulus)) {
                return key.get("kid").asText();
            }
        }
        throw new AssertionError("Keycloak does not publish the key");
    }

    private static byte[] withoutSign(byte[] number) {
        return number[0] == 0 ? java.util.Arrays.copyOfRange(number, 1, number.length) : number;
    }
}
