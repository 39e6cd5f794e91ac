package io.partnersupport.e2e.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A receiver of webhooks: {@code /alerts} takes what comes, the other paths are a stranger's who means no good. */
final class Receiver {
    /** What it says where nobody should listen. */
    static final String TALK = "talk-of-a-stranger";

    static final long MUCH = 50_000_000;

    private static final Set<String> PATHS = ConcurrentHashMap.newKeySet();
    private static final AtomicLong TAKEN = new AtomicLong();
    private static HttpServer server;

    private Receiver() {}

    static synchronized String address(String path) {
        if (server == null) {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "receiver");
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/", Receiver::answer);
            server.start();
        }
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    /** The delivery of a test message to that path of the receiver, after its first attempt. */
    static JsonNode visitedBy(Account admin, String path) {
        String webhook = admin.does("POST", "/v1/webhooks", Map.of("url", address(path)), 201)
                .get("id")
                .asText();
        try {
            admin.does("POST", "/v1/webhooks/" + webhook + "/test", null, 202);
            return admin.await(
                            "/v1/webhooks/" + webhook + "/deliveries",
                            found -> !found.at("/items/0/attempts").isEmpty())
                    .at("/items/0");
        } finally {
            admin.does("DELETE", "/v1/webhooks/" + webhook, null, 204);
        }
    }

    static Set<String> paths() {
        return PATHS;
    }

    static long bytesTaken() {
        return TAKEN.get();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        PATHS.add(path);
        switch (path) {
            case "/redirecting" -> {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                exchange.sendResponseHeaders(302, -1);
            }
            case "/talkative" -> talk(exchange);
            default -> exchange.sendResponseHeaders(204, -1);
        }
        exchange.close();
    }

    private static void talk(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().put("X-Talk", List.of(TALK));
        exchange.sendResponseHeaders(418, 0);
        byte[] words = (TALK + "\n").repeat(1000).getBytes(StandardCharsets.UTF_8);
        try (OutputStream body = exchange.getResponseBody()) {
            while (TAKEN.get() < MUCH) {
                body.write(words);
                TAKEN.addAndGet(words.length);
            }
        } catch (IOException e) {
            // the other side has had enough, as it should
        }
    }
}
