package io.partnersupport.e2e;

import static io.partnersupport.e2e.Client.ADVENTURE_ADMIN;
import static io.partnersupport.e2e.Client.FABRIKAM_ADMIN;
import static io.partnersupport.e2e.Client.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A partner's own receiver is told what there is to tell. */
@ExtendWith(Stack.class)
class WebhooksTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Message(Headers headers, String body) {}

    @Test
    @DisplayName("I-15: that one hour is left arrives signed at the partner's receiver, and its log tells so")
    void anAlertArrivesSigned() throws Exception {
        BlockingQueue<Message> received = new LinkedBlockingQueue<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        receiver.createContext("/alerts", exchange -> {
            received.add(new Message(
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        try {
            ADVENTURE_ADMIN
                    .post("/v1/webhooks", Map.of("url", "https://169.254.169.254/latest/meta-data"))
                    .statusCode(422)
                    .body("code", equalTo("webhook-url-not-allowed"))
                    .body("reasons.code", hasItem("host-name-required"));
            Map<String, String> webhook = ADVENTURE_ADMIN
                    .post(
                            "/v1/webhooks",
                            Map.of(
                                    "url",
                                    "http://localhost:" + receiver.getAddress().getPort() + "/alerts",
                                    "types",
                                    List.of("benefit.exhausted", "benefit.one_left")))
                    .statusCode(201)
                    .extract()
                    .jsonPath()
                    .getMap("$");
            String it = "/v1/webhooks/" + webhook.get("id");
            FABRIKAM_ADMIN.get(it).statusCode(404);

            ADVENTURE_ADMIN.post(it + "/test", null).statusCode(202);
            Message test = next(received);
            assertSigned(test, webhook.get("secret"));
            assertThat(body(test).get("type").asText()).isEqualTo("webhook.test");

            String hours = ADVENTURE_ADMIN
                    .get("/v1/technical-benefits")
                    .extract()
                    .path("items.find { it.unit == 'HOUR' }.benefitId");
            String balance = "/v1/balances/" + hours;
            await().atMost(PATIENCE)
                    .untilAsserted(() -> ADVENTURE_ADMIN.get(balance).statusCode(200));
            int left = ADVENTURE_ADMIN.get(balance).extract().path("remaining");
            adjust(balance, 1 - left);
            Message alert = next(received);
            adjust(balance, left - 1);
            assertSigned(alert, webhook.get("secret"));
            assertThat(body(alert).get("type").asText()).isEqualTo("benefit.one_left");
            assertThat(body(alert).get("data").get("benefitId").asText()).isEqualTo(hours);
            assertThat(body(alert).get("data").get("unit").asText()).isEqualTo("HOUR");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> ADVENTURE_ADMIN
                            .get(it + "/deliveries?state=DELIVERED")
                            .body("items[0].messageId", equalTo(alert.headers().getFirst("webhook-id"))));
            ADVENTURE_ADMIN.delete(it).statusCode(204);
        } finally {
            receiver.stop(0);
        }
    }

    private static void adjust(String balance, int units) {
        OPERATOR.post(balance + "/adjustments", Map.of("units", units, "reason", "The scenario of webhooks"))
                .statusCode(201);
    }

    private static Message next(BlockingQueue<Message> received) throws InterruptedException {
        Message message = received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(message).as("a message within " + PATIENCE).isNotNull();
        return message;
    }

    private static JsonNode body(Message message) throws IOException {
        return JSON.readTree(message.body());
    }

    /** As a receiver verifies a message, written from the specification. */
    private static void assertSigned(Message message, String secret) throws GeneralSecurityException {
        String timestamp = message.headers().getFirst("webhook-timestamp");
        assertThat(Instant.ofEpochSecond(Long.parseLong(timestamp)))
                .isBetween(Instant.now().minusSeconds(300), Instant.now().plusSeconds(300));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        String signed = message.headers().getFirst("webhook-id") + "." + timestamp + "." + message.body();
        assertThat(message.headers().getFirst("webhook-signature"))
                .isEqualTo("v1,"
                        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
    }
}
