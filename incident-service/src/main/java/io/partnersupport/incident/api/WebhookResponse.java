package io.partnersupport.incident.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.domain.webhook.DisabledBecause;
import io.partnersupport.incident.domain.webhook.Webhook;
import io.partnersupport.incident.domain.webhook.Webhook.Disabled;
import io.partnersupport.incident.domain.webhook.Webhook.Secret.Former;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An endpoint that is told alerts. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WebhookResponse(
        UUID id,
        String url,
        String description,
        SortedSet<WebhookType> types,
        boolean enabled,

        @Schema(description = "Why it gets nothing: its partner said so, it answered 410, or it failed for days")
        DisabledBecause disabledBecause,

        Instant disabledAt,

        @Schema(description = "The first failed attempt since the last one that succeeded")
        Instant failingSince,

        @Schema(description = "What verifies its messages; shown this once")
        String secret,

        @Schema(description = "Until when the secret before the last rotation signs as well")
        Instant formerSecretSignsUntil,

        Instant registeredAt) {
    static WebhookResponse from(Webhook webhook) {
        return from(webhook, null);
    }

    static WebhookResponse from(Webhook webhook, String secret) {
        return new WebhookResponse(
                webhook.id().value(),
                webhook.url().toString(),
                webhook.description().filter(text -> !text.isBlank()).orElse(null),
                webhook.kinds().stream().map(WebhookType::of).collect(Collectors.toCollection(TreeSet::new)),
                webhook.isEnabled(),
                webhook.disabled().map(Disabled::because).orElse(null),
                webhook.disabled().map(Disabled::at).orElse(null),
                webhook.failingSince().orElse(null),
                secret,
                webhook.secret().former().map(Former::until).orElse(null),
                webhook.registeredAt());
    }
}
