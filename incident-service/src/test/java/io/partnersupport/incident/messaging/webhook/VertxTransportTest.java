package io.partnersupport.incident.messaging.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.partnersupport.incident.domain.webhook.Answer;
import io.partnersupport.incident.domain.webhook.AttemptError;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.JksOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VertxTransportTest {
    private static final String PASSWORD = "changeit";
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static Vertx vertx;
    private static JksOptions identity;

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @BeforeAll
    static void makeAnIdentity(@TempDir Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("hooks.jks");
        int made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "hooks",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=hooks.contoso.example",
                        "-ext",
                        "san=dns:hooks.contoso.example",
                        "-validity",
                        "2",
                        "-storetype",
                        "JKS",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD,
                        "-keypass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start()
                .waitFor();
        assertThat(made).isZero();
        vertx = Vertx.vertx();
        identity = new JksOptions()
                .setValue(vertx.fileSystem().readFileBlocking(store.toString()))
                .setPassword(PASSWORD);
    }

    @AfterAll
    static void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    @DisplayName("I-15: it connects to the checked address; Host, SNI and certificate keep to the name")
    void keepsToTheNameAtTheCheckedAddress() throws Exception {
        HttpServer server = listen(
                new HttpServerOptions().setSsl(true).setKeyCertOptions(identity).setSni(true), request -> {
                    seen.add(request.method() + " " + request.getHeader("Host") + request.uri() + " "
                            + request.connection().indicatedServerName() + " " + request.getHeader("webhook-id"));
                    request.bodyHandler(body -> {
                        seen.add(body.toString());
                        request.response().setStatusCode(202).end();
                    });
                });
        Answer answer = post(identity, "https://hooks.contoso.example:" + server.actualPort() + "/a?b=c");
        assertThat(answer).isEqualTo(Answer.of(202, Optional.empty()));
        assertThat(seen)
                .containsExactly(
                        "POST hooks.contoso.example:" + server.actualPort() + "/a?b=c hooks.contoso.example m1", "{}");
    }

    @Test
    @DisplayName("I-15: a certificate of another name, or of nobody known, ends the attempt before anything is sent")
    void checksTheCertificate() throws Exception {
        HttpServer server = listen(
                new HttpServerOptions().setSsl(true).setKeyCertOptions(identity), request -> seen.add("request"));
        assertThat(post(identity, "https://other.contoso.example:" + server.actualPort() + "/"))
                .isEqualTo(Answer.none(AttemptError.TLS_FAILED));
        assertThat(post(null, "https://hooks.contoso.example:" + server.actualPort() + "/"))
                .isEqualTo(Answer.none(AttemptError.TLS_FAILED));
        assertThat(seen).isEmpty();
    }

    @Test
    @DisplayName("I-15: an address that does not take the connection leads to the next one, all of them to a failure")
    void triesTheNextAddress() throws Exception {
        HttpServer server =
                listen(new HttpServerOptions(), request -> request.response().end());
        URI url = URI.create("http://hooks.contoso.example:" + server.actualPort() + "/");
        InetAddress closed = InetAddress.getByName("127.0.0.2");
        InetAddress open = InetAddress.getByName("127.0.0.1");
        VertxTransport transport = transport(null, Duration.ofSeconds(5));
        assertThat(transport.post(url, List.of(closed, open), Map.of(), "{}").status())
                .isEqualTo(OptionalInt.of(200));
        assertThat(transport.post(url, List.of(closed), Map.of(), "{}"))
                .isEqualTo(Answer.none(AttemptError.CONNECTION_FAILED));
        transport.close();
    }

    @Test
    @DisplayName("I-15: silence ends after the whole time, also in the middle of an answer, whose status then counts")
    void endsInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            VertxTransport transport = transport(null, Duration.ofMillis(300));
            assertThat(transport.post(
                            URI.create("http://hooks.contoso.example:" + silent.getLocalPort() + "/"),
                            List.of(silent.getInetAddress()),
                            Map.of(),
                            "{}"))
                    .isEqualTo(Answer.none(AttemptError.TIMED_OUT));
            HttpServer server = listen(
                    new HttpServerOptions(),
                    request -> request.response()
                            .setChunked(true)
                            .setStatusCode(200)
                            .write("and then nothing"));
            assertThat(transport.post(
                            URI.create("http://hooks.contoso.example:" + server.actualPort() + "/"),
                            List.of(InetAddress.getByName("127.0.0.1")),
                            Map.of(),
                            "{}"))
                    .isEqualTo(Answer.of(200, Optional.empty()));
            transport.close();
        }
    }

    private static Answer post(TrustOptions trust, String url) throws IOException {
        VertxTransport transport = transport(trust, Duration.ofSeconds(5));
        try {
            return transport.post(
                    URI.create(url), List.of(InetAddress.getByName("127.0.0.1")), Map.of("webhook-id", "m1"), "{}");
        } finally {
            transport.close();
        }
    }

    private static VertxTransport transport(TrustOptions trust, Duration timeout) {
        return new VertxTransport(vertx, CONNECT, timeout, Optional.ofNullable(trust));
    }

    private static HttpServer listen(HttpServerOptions options, Consumer<HttpServerRequest> handler) {
        return vertx.createHttpServer(options)
                .requestHandler(handler::accept)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
