package io.partnersupport.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.partnersupport.e2e.Stack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OWASP API7:2023. Webhooks are the only addresses that somebody can make the suite call. */
@ExtendWith(Stack.class)
class Api07ServerSideRequestForgeryTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://0/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://017700000001/",
                "https://127.1/",
                "https://[::ffff:127.0.0.1]/",
                "https://10.0.0.1/",
                "https://192.168.1.1/",
                "https://172.16.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://[fe80::1]/",
                "https://[fc00::1]/",
                "https://metadata/",
                "https://metadata.google.internal/",
                "https://localhost.localdomain/",
                "http://hooks.example.com/",
                "https://hooks.example.com:22/",
                "https://user:secret@hooks.example.com/",
                "https://hooks.example.com/#x",
                "ftp://hooks.example.com/",
                "file:///etc/passwd",
                "gopher://hooks.example.com/",
                "jar:https://hooks.example.com!/",
                "https:///",
                "https://hooks.example.com\\@127.0.0.1/",
                "//hooks.example.com/",
                "https://127.0.0.1.nip.io:5432/",
                "https://１２７.0.0.1/"
            })
    @DisplayName("No webhook to what only the service can reach, in whatever notation")
    void noWebhookToTheInside(String url) {
        Account admin = World.shared().others().admin();
        int before = webhooksOf(admin);
        Request request = new Request("POST", "/v1/webhooks", List.of("Content-Type: application/json"), new byte[0])
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .withBody(Answer.JSON.valueToTree(Map.of("url", url)).toString());

        Answer answer = admin.send(request);

        assertThat(answer.status()).as(answer.toString()).isIn(400, 422);
        assertThat(answer.faultsAsRefusal(false)).as(answer.toString()).isEmpty();
        assertThat(webhooksOf(admin)).isEqualTo(before);
    }

    @Test
    @DisplayName("A receiver cannot lead the service elsewhere")
    void aReceiverCannotLeadTheServiceElsewhere() {
        Account admin = World.shared().others().admin();
        JsonNode delivery = Receiver.visitedBy(admin, "/redirecting");
        assertThat(delivery.path("state").asText()).isNotEqualTo("DELIVERED");
        assertThat(delivery.at("/attempts/0/statusCode").asInt()).isEqualTo(302);
        assertThat(Receiver.paths()).contains("/redirecting").doesNotContain("/elsewhere");
    }

    private static int webhooksOf(Account admin) {
        return admin.send(Request.get("/v1/webhooks")).json().get("items").size();
    }
}
