package io.partnersupport.incident.domain.webhook;

import java.util.UUID;

/** Names a registered endpoint. */
public record WebhookId(UUID value) {}
