package io.partnersupport.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;

/**
 * What stands around the gateway: an identity provider and services that answer with what reached them. Nobody listens
 * where incident-service should be.
 */
public class Neighbours implements QuarkusTestResourceLifecycleManager {
    static final int ACCOUNT_LIMIT = 150;
    static final int PARTNER_LIMIT = 60;
    static final long FLOOD = 128 * 1024 * 1024;

    private static final AtomicLong FLOODED = new AtomicLong();
    private static final Map<Integer, Stage> STAGES = new ConcurrentHashMap<>();

    /** The current key and a former one. */
    public static final String SESSION_KEYS =
            "k2=MjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjI=,k1=MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE=";

    /** How far an instance is on its way out: it says so with its answers, then it turns requests away unread. */
    enum Stage {
        LEAVING,
        STOPPING
    }

    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<HttpServer> services = new ArrayList<>();
    // a refresh token is good once, as in the realm
    private final MockOAuth2Server identityProvider = new MockOAuth2Server(new OAuth2Config(false, null, null, true));
    private final Tokens tokens = new Tokens(identityProvider);

    @Override
    public Map<String, String> start() {
        System.setProperty(Gateway.OWN_ADDRESS_CHECK, "true");
        identityProvider.start();
        Map<String, String> config = new HashMap<>();
        config.put("OIDC_ISSUER", tokens.issuer());
        config.put("OIDC_AUDIENCE", Tokens.AUDIENCE);
        config.put("gateway.tokens.keys-url", service("identity-provider") + "/keys");
        config.put("gateway.tokens.keys-refresh", "2S");
        config.put("gateway.rate-limits.account.requests", Integer.toString(ACCOUNT_LIMIT));
        config.put("gateway.rate-limits.partner.requests", Integer.toString(PARTNER_LIMIT));
        config.put("gateway.rate-limits.stranger.requests", "150");
        config.put("gateway.limits.body-patience", "1S");
        config.put("gateway.limits.gathered", "1M");
        config.put("gateway.trusted-proxies", "127.0.0.1,::1");
        config.put("gateway.cors.origins", "https://portal.example");
        config.put("SESSION_KEYS", SESSION_KEYS);
        config.put("SESSION_CLIENT_SECRET", "a-secret");
        config.put("SESSION_ORIGINS", "http://localhost:8080,https://portal.example");
        config.put("gateway.session.authorization-url", tokens.issuer() + "/authorize");
        config.put("gateway.session.token-url", tokens.issuer() + "/token");
        config.put("gateway.session.logout-url", tokens.issuer() + "/endsession");
        config.put("quarkus.http.test-port", "0");
        config.put("quarkus.management.test-port", "0");
        config.put("gateway.upstreams.answer-timeout", "1S");
        config.put("gateway.upstreams.leaving", "2S");
        config.put("ENTITLEMENT_SERVICE_URL", service("entitlement"));
        config.put("ACTIVATION_SERVICE_URL", service("activation"));
        // two instances, and one that was taken away
        config.put(
                "CONTRACT_LINKING_SERVICE_URL",
                service("linking") + ",http://localhost:" + unusedPort() + "," + service("linking"));
        config.put("INCIDENT_SERVICE_URL", "http://localhost:" + unusedPort());
        return config;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(tokens, new TestInjector.MatchesType(Tokens.class));
        injector.injectIntoFields(identityProvider, new TestInjector.MatchesType(MockOAuth2Server.class));
    }

    @Override
    public void stop() {
        end.countDown();
        services.forEach(service -> service.stop(0));
        threads.shutdownNow();
        identityProvider.shutdown();
    }

    /** How much of a flood the service has got rid of. */
    static long flooded() {
        return FLOODED.get();
    }

    /** By the port of the instance; the rest stays as it was. */
    static void only(Map<Integer, Stage> stages) {
        STAGES.clear();
        STAGES.putAll(stages);
    }

    private String service(String name) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
            server.setExecutor(threads);
            server.createContext("/", exchange -> answer(name, exchange));
            server.start();
            services.add(server);
            return "http://localhost:" + server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(String name, HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        Stage stage = STAGES.get(exchange.getLocalAddress().getPort());
        if (stage != null || path.endsWith("/leaving")) {
            exchange.getResponseHeaders().add("Connection", "close");
        }
        if (stage == Stage.STOPPING || path.endsWith("/stopping")) {
            exchange.sendResponseHeaders(503, -1);
        } else if (path.equals("/keys")) {
            byte[] keys = tokens.publishedKeys();
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
        } else if (path.endsWith("/flaky") && broken.add(exchange.getRequestMethod() + exchange.getRequestURI())) {
            exchange.close(); // without an answer, the first time
        } else if (path.endsWith("/flood")) {
            flood(exchange);
        } else if (path.endsWith("/never")) {
            await();
        } else if (path.endsWith("/echo")) {
            exchange.sendResponseHeaders(200, 0); // chunked
            try (InputStream body = exchange.getRequestBody()) {
                body.transferTo(exchange.getResponseBody());
            }
        } else if (path.endsWith("/half")) {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
        } else if (path.endsWith("/empty")) {
            exchange.sendResponseHeaders(204, -1);
        } else {
            report(name, exchange);
        }
        exchange.close();
    }

    private static void flood(HttpExchange exchange) throws IOException {
        byte[] part = new byte[64 * 1024];
        exchange.sendResponseHeaders(200, FLOOD);
        for (FLOODED.set(0); FLOODED.get() < FLOOD; FLOODED.addAndGet(part.length)) {
            exchange.getResponseBody().write(part);
        }
    }

    private static void report(String name, HttpExchange exchange) throws IOException {
        JsonObject headers = new JsonObject();
        exchange.getRequestHeaders().forEach((header, values) -> headers.put(header.toLowerCase(), values));
        byte[] report = new JsonObject()
                .put("service", name)
                .put("instance", exchange.getLocalAddress().getPort())
                .put("method", exchange.getRequestMethod())
                .put("uri", exchange.getRequestURI().toString())
                .put("headers", headers)
                .put("body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                .encode()
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Server", "a secret");
        if (!exchange.getResponseHeaders().containsKey("Connection")) {
            exchange.getResponseHeaders().add("Connection", "X-Internal");
        }
        exchange.getResponseHeaders().add("X-Internal", "a secret");
        exchange.getResponseHeaders().add("ETag", "\"7\"");
        exchange.getResponseHeaders()
                .add(
                        "Location",
                        "http://localhost:" + exchange.getLocalAddress().getPort() + "/v1/activations/1");
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, isHead ? -1 : report.length);
        if (!isHead) {
            exchange.getResponseBody().write(report);
        }
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static int unusedPort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
