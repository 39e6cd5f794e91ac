package io.partnersupport.kit.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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
    private static volatile TokenIssuer running;

    private final HttpServer server;
    private final RsaJsonWebKey key;
    private final AtomicInteger keyRequests = new AtomicInteger();
    private volatile JsonWebKeySet published;
    private volatile boolean away;
    private volatile long pauseMillis;

    TokenIssuer() {
        try {
            key = newKey(KEY_ID);
            published = new JsonWebKeySet(key);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(JWKS_PATH, this::sendKeys);
            server.start();
            running = this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TokenIssuer running() {
        return running;
    }

    static RsaJsonWebKey newKey(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            key.setUse("sig");
            key.setAlgorithm("RS256");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    RsaJsonWebKey key() {
        return key;
    }

    /** Rotates: from now on these keys are the valid ones. */
    void publish(RsaJsonWebKey... keys) {
        published = new JsonWebKeySet(keys);
    }

    void setAway(boolean isAway) {
        away = isAway;
    }

    /** Takes this long to publish its keys. */
    void setPause(Duration pause) {
        pauseMillis = pause.toMillis();
    }

    int keyRequests() {
        return keyRequests.get();
    }

    private void sendKeys(HttpExchange exchange) throws IOException {
        keyRequests.incrementAndGet();
        if (away) {
            exchange.close();
            return;
        }
        try {
            Thread.sleep(pauseMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        byte[] keys =
                published.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, keys.length);
        try (var body = exchange.getResponseBody()) {
            body.write(keys);
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
