package io.partnersupport.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.partnersupport.gateway.session.BrowserSession.Tokens;
import io.partnersupport.gateway.session.IdentityProvider.Refusing;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RenewalsTest {
    private static final Instant NOW = Instant.now();

    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private HttpServer provider;
    private volatile int status = 200;
    private Renewals renewals;

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        provider.createContext("/", this::answer);
        provider.start();
        String address = "http://localhost:" + provider.getAddress().getPort();
        SessionSettings settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(SessionSettings.class)
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "gateway.session.client-id",
                                "gateway",
                                "gateway.session.client-secret",
                                "a-secret",
                                "gateway.session.origins",
                                "http://localhost:8080",
                                "gateway.session.lifetime",
                                "PT8H",
                                "gateway.session.issuer",
                                address,
                                "gateway.session.authorization-url",
                                address,
                                "gateway.session.token-url",
                                address + "/token",
                                "gateway.session.logout-url",
                                address + "/logout"),
                        "test",
                        1))
                .build()
                .getConfigMapping(SessionSettings.class);
        renewals = new Renewals(new IdentityProvider(settings, vertx), vertx);
    }

    @AfterEach
    void stop() {
        mayAnswer.countDown();
        provider.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void leavesASessionAloneThatHasTime() {
        BrowserSession session = session(31, 1800);
        mayAnswer.countDown();

        assertThat(resultOf(renewals.current(session, NOW))).isEqualTo(session);
        assertThat(asked).isEmpty();
    }

    @Test
    void usesARefreshTokenOnceForAllRequestsOfTheMoment() {
        BrowserSession session = session(30, 1800);

        List<Future<BrowserSession>> requests =
                Stream.generate(() -> renewals.current(session, NOW)).limit(20).toList();
        mayAnswer.countDown();

        assertThat(requests).allSatisfy(request -> {
            assertThat(resultOf(request).tokens().refresh()).isEqualTo("refresh-2");
            assertThat(resultOf(request).renewal()).isEqualTo(1);
        });
        assertThat(asked).containsExactly("/token grant_type=refresh_token&refresh_token=refresh-1");
    }

    @Test
    void remembersForARequestThatComesLateWithTheFormerCookie() {
        BrowserSession session = session(0, 1800);
        mayAnswer.countDown();
        BrowserSession renewed = resultOf(renewals.current(session, NOW));

        assertThat(resultOf(renewals.current(session, NOW))).isEqualTo(renewed);
        assertThat(asked).hasSize(1);
    }

    @Test
    void takesWhatAnotherInstanceHasRenewedSince() {
        mayAnswer.countDown();
        BrowserSession renewedHere = resultOf(renewals.current(session(0, 1800), NOW));
        BrowserSession renewedThere = renewedHere.renewed(tokens("refresh-there", 300, 1800));

        assertThat(resultOf(renewals.current(renewedThere, NOW))).isEqualTo(renewedThere);
    }

    @Test
    void endsASessionThatTheProviderNoLongerKnowsAndAsksOnce() {
        BrowserSession session = session(0, 1800);
        status = 400;
        mayAnswer.countDown();

        assertThatThrownBy(() -> resultOf(renewals.current(session, NOW))).hasCauseInstanceOf(Refusing.class);
        assertThatThrownBy(() -> resultOf(renewals.current(session, NOW))).hasCauseInstanceOf(Refusing.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void goesOnWithAGoodTokenWhileTheProviderIsAwayAndTriesAgain() {
        BrowserSession session = session(20, 1800);
        status = 503;
        mayAnswer.countDown();

        assertThat(resultOf(renewals.current(session, NOW))).isEqualTo(session);
        status = 200;
        assertThat(resultOf(renewals.current(session, NOW)).renewal()).isEqualTo(1);
    }

    @Test
    void saysThatTheProviderIsAwayWhenTheTokenIsExpired() {
        BrowserSession session = session(0, 1800);
        status = 503;
        mayAnswer.countDown();

        assertThatThrownBy(() -> resultOf(renewals.current(session, NOW)))
                .hasCauseInstanceOf(IllegalStateException.class);
        status = 200;
        assertThat(resultOf(renewals.current(session, NOW)).renewal()).isEqualTo(1);
    }

    @Test
    void isOverAtItsEndAndWhenItWasIdleForTooLong() {
        BrowserSession idle = session(-1, 0);
        BrowserSession old = new BrowserSession("s", 0, NOW, NOW, tokens("r", 300, 1800));

        assertThat(Stream.of(idle, old))
                .allSatisfy(session -> assertThatThrownBy(() -> resultOf(renewals.current(session, NOW)))
                        .hasCauseInstanceOf(Refusing.class));
        assertThat(asked).isEmpty();
    }

    @Test
    void endsASessionHereAndAtTheProvider() {
        BrowserSession session = session(300, 1800);
        mayAnswer.countDown();

        resultOf(renewals.end(session, NOW));

        assertThat(asked).containsExactly("/logout refresh_token=refresh-1");
        assertThatThrownBy(() -> resultOf(renewals.current(session, NOW))).hasCauseInstanceOf(Refusing.class);
    }

    @Test
    void doesNotEndASessionBeforeTheProviderHas() {
        BrowserSession session = session(300, 1800);
        status = 500;
        mayAnswer.countDown();

        assertThatThrownBy(() -> resultOf(renewals.end(session, NOW))).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(resultOf(renewals.current(session, NOW))).isEqualTo(session);
    }

    @Test
    void countsASessionAsEndedThatTheProviderNoLongerKnows() {
        status = 400;
        mayAnswer.countDown();

        resultOf(renewals.end(session(300, 1800), NOW));
    }

    @Test
    void survivesTheWayThroughTheBrowser() {
        BrowserSession session = session(300, 1800);
        BrowserSession endless = session.renewed(new Tokens("a", session.endsAt(), "r", null));

        assertThat(BrowserSession.ofText(session.toText())).isEqualTo(session);
        assertThat(BrowserSession.ofText(endless.toText())).isEqualTo(endless);
    }

    private static BrowserSession session(long accessSeconds, long refreshSeconds) {
        Instant second = Instant.ofEpochSecond(NOW.getEpochSecond());
        return new BrowserSession(
                "an-id", 0, second, second.plusSeconds(28_800), tokens("refresh-1", accessSeconds, refreshSeconds));
    }

    private static Tokens tokens(String refresh, long accessSeconds, long refreshSeconds) {
        Instant second = Instant.ofEpochSecond(NOW.getEpochSecond());
        return new Tokens("access", second.plusSeconds(accessSeconds), refresh, second.plusSeconds(refreshSeconds));
    }

    private static <T> T resultOf(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI() + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        try {
            mayAnswer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        byte[] body =
                "{\"access_token\":\"access-2\",\"expires_in\":300,\"refresh_token\":\"refresh-2\",\"refresh_expires_in\":1800}"
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
