package io.partnersupport.incident.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SigningSecretTest {
    @Test
    @DisplayName("I-15: the published test vector of Standard Webhooks")
    void signsThePublishedVector() {
        SigningSecret secret = new SigningSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(secret.sign(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330), "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    @DisplayName("I-15: the published library signs alike with a new secret of 32 bytes, and no secret repeats")
    void signsAsTheLibraryDoes() throws WebhookSigningException {
        SigningSecret secret = SigningSecret.next();
        Instant at = Instant.parse("2026-06-01T12:00:00.999Z");
        String body = "{\"name\":\"Zażółć 🙂\"}";
        assertThat(secret.sign("m1", at, body))
                .isEqualTo(new Webhook(secret.text()).sign("m1", at.getEpochSecond(), body));
        assertThat(secret.text())
                .matches("whsec_[A-Za-z0-9+/]{43}=")
                .isNotEqualTo(SigningSecret.next().text());
        assertThat(secret).asString().doesNotContain(secret.text().substring(6));
    }
}
