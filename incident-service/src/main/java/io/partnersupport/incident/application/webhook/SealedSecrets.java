package io.partnersupport.incident.application.webhook;

import io.partnersupport.incident.domain.webhook.WebhookId;
import io.partnersupport.kit.secret.Sealer;
import jakarta.enterprise.context.ApplicationScoped;

/** Seals a webhook's secrets for its row, and opens them for signing. */
@ApplicationScoped
class SealedSecrets {
    private final Sealer sealer;

    SealedSecrets(Sealer sealer) {
        this.sealer = sealer;
    }

    String seal(SigningSecret secret, WebhookId webhook) {
        return sealer.seal(secret.text(), boundTo(webhook));
    }

    SigningSecret open(String sealed, WebhookId webhook) {
        return new SigningSecret(sealer.open(sealed, boundTo(webhook)));
    }

    String currentKey() {
        return sealer.currentKey();
    }

    private static String boundTo(WebhookId webhook) {
        return "webhook " + webhook.value();
    }
}
