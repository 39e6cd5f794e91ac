package io.partnersupport.kit.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/** Publishes a signing key as an OIDC provider does; {@link Person} signs tokens with it. */
final class TokenIssuer {
    static final String KEY_ID = "test";
    static final String AUDIENCE = "partner-support";
    static final String SIGNING_KEY = "partnersupport.test.signing-key";
    private static final String JWKS_PATH = "/protocol/openid-connect/certs";

    private final HttpServer server;
    private final RsaJsonWebKey key;

    TokenIssuer() {
        try {
            key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(KEY_ID);
            key.setUse("sig");
            key.setAlgorithm("RS256");
            byte[] keys = new JsonWebKeySet(key)
                    .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)
                    .getBytes(StandardCharsets.UTF_8);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(JWKS_PATH, exchange -> {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keys.length);
                try (var body = exchange.getResponseBody()) {
                    body.write(keys);
                }
            });
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, String> config() {
        return Map.of(
                "partnersupport.oidc.issuer",
                "http://localhost:" + server.getAddress().getPort(),
                "partnersupport.oidc.audience",
                AUDIENCE,
                SIGNING_KEY,
                Base64.getEncoder().encodeToString(key.getPrivateKey().getEncoded()));
    }

    void close() {
        server.stop(0);
    }
}
