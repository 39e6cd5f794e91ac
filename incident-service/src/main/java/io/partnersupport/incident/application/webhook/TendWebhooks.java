package io.partnersupport.incident.application.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.partnersupport.incident.domain.webhook.Deliveries;
import io.partnersupport.incident.domain.webhook.Webhook;
import io.partnersupport.incident.domain.webhook.Webhook.Secret;
import io.partnersupport.incident.domain.webhook.Webhooks;
import io.partnersupport.kit.event.Reaction;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What happens to webhooks by itself: what waits for disabled ones is given up, the log is forgotten, and the secrets
 * follow the key that seals them.
 */
@ApplicationScoped
class TendWebhooks implements Reaction {
    private static final int BATCH = 500;

    private final Deliveries deliveries;
    private final Webhooks webhooks;
    private final SealedSecrets secrets;
    private final WebhookConfig config;
    private final Clock clock;
    private final AtomicLong longestWait;

    TendWebhooks(
            Deliveries deliveries,
            Webhooks webhooks,
            SealedSecrets secrets,
            WebhookConfig config,
            MeterRegistry metrics,
            Clock clock) {
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.secrets = secrets;
        this.config = config;
        this.clock = clock;
        this.longestWait = metrics.gauge("webhook.oldest.due.age.seconds", new AtomicLong());
    }

    @Override
    public int react() {
        Instant now = clock.instant();
        int gone = QuarkusTransaction.requiringNew().call(() -> {
            longestWait.set(deliveries
                    .oldestDue(now)
                    .map(due -> Duration.between(due, now).toSeconds())
                    .orElse(0L));
            return deliveries.giveUpForDisabled(BATCH)
                    + deliveries.forgetDueBefore(now.minus(config.logKeptFor()), BATCH);
        });
        return gone + QuarkusTransaction.requiringNew().call(this::sealAnew);
    }

    private int sealAnew() {
        List<Webhook> outdated = webhooks.notSealedWith(secrets.currentKey(), BATCH);
        outdated.forEach(webhook -> webhooks.replace(webhook.with(sealedAnew(webhook))));
        return outdated.size();
    }

    private Secret sealedAnew(Webhook webhook) {
        return webhook.secret().mapped(text -> secrets.seal(secrets.open(text, webhook.id()), webhook.id()));
    }
}
