package io.partnersupport.incident.application.webhook;

import io.partnersupport.incident.domain.webhook.RetryPolicy;
import io.partnersupport.incident.domain.webhook.TargetRules;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an operator may say about webhooks. */
@ConfigMapping(prefix = "partnersupport.webhooks")
public interface WebhookConfig {
    /** How many a partner may register. */
    @WithDefault("5")
    int perPartner();

    /** Ports that may be named. */
    @WithDefault("443,8443")
    Set<Integer> ports();

    /** Hosts that are exempt from the guard, for receivers inside and for trying things out: none by default. */
    Optional<Set<String>> trustedHosts();

    /** Pauses after the first, the second … failed attempt; then it is given up. */
    @WithDefault("5s,5m,30m,2h,5h,10h,14h,20h,24h")
    List<Duration> retries();

    /** How long Retry-After is honoured. */
    @WithDefault("24h")
    Duration longestRetryAfter();

    /** How long every attempt must have failed for the endpoint to be disabled. */
    @WithDefault("5d")
    Duration disabledAfter();

    /** How long a secret signs after its rotation. */
    @WithDefault("24h")
    Duration rotationOverlap();

    /** How long deliveries are listed. */
    @WithDefault("30d")
    Duration logKeptFor();

    /** How many messages one instance sends at the same time; a quarter of it is for slow and failing endpoints. */
    @WithDefault("16")
    int concurrency();

    /** How long one message may take for its endpoint to count as slow. */
    @WithDefault("2s")
    Duration slowAfter();

    /** For each of a host's addresses. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** From the connection to the end of the answer. */
    @WithDefault("15s")
    Duration timeout();

    /** When another instance takes over what one has begun; longer than any attempt takes. */
    @WithDefault("1m")
    Duration lease();

    default TargetRules targetRules() {
        return new TargetRules(
                ports(),
                trustedHosts().orElse(Set.of()).stream()
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
    }

    default RetryPolicy retryPolicy() {
        return new RetryPolicy(retries(), longestRetryAfter(), disabledAfter());
    }
}
