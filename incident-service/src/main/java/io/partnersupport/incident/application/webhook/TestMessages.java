package io.partnersupport.incident.application.webhook;

import io.partnersupport.incident.domain.webhook.Deliveries.Message;
import io.partnersupport.incident.domain.webhook.Webhook;
import java.time.Instant;

/** Makes messages that say nothing but that they arrive. */
public interface TestMessages {
    Message to(Webhook webhook, Instant at);
}
