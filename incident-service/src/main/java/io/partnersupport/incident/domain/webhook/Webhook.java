package io.partnersupport.incident.domain.webhook;

import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.alert.AlertKind;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A partner's endpoint that is told alerts.
 *
 * @param kinds of which alerts it is told
 * @param secret what signs its messages, sealed
 * @param disabled why and since when it gets nothing, if so
 * @param failingSince the first failed attempt since the last one that was not
 * @param sequence raised with every change of it, not with deliveries
 */
public record Webhook(
        WebhookId id,
        PartnerId partner,
        URI url,
        Optional<String> description,
        Set<AlertKind> kinds,
        Secret secret,
        Optional<Disabled> disabled,
        Optional<Instant> failingSince,
        Instant registeredAt,
        long sequence) {
    public Webhook {
        kinds = Set.copyOf(kinds);
    }

    /** Since when it gets nothing, and why. */
    public record Disabled(DisabledBecause because, Instant at) {}

    /**
     * Sealed secrets.
     *
     * @param former the one before the last rotation, and until when it signs beside the present one
     */
    public record Secret(String sealed, Optional<Former> former) {
        /** What signs a little longer. */
        public record Former(String sealed, Instant until) {}

        /** The present one and, in the time of overlap, the former one. */
        public List<String> signingAt(Instant at) {
            return former.filter(old -> at.isBefore(old.until()))
                    .map(old -> List.of(sealed, old.sealed()))
                    .orElse(List.of(sealed));
        }

        /** The same secrets, sealed otherwise. */
        public Secret mapped(UnaryOperator<String> sealing) {
            return new Secret(
                    sealing.apply(sealed), former.map(old -> new Former(sealing.apply(old.sealed()), old.until())));
        }

        public Secret rotatedTo(String next, Instant formerUntil) {
            return new Secret(next, Optional.of(new Former(sealed, formerUntil)));
        }
    }

    public boolean isEnabled() {
        return disabled.isEmpty();
    }

    /** What is to be different; what is empty stays. */
    public record Changes(
            Optional<URI> url,
            Optional<String> description,
            Optional<Set<AlertKind>> kinds,
            Optional<Boolean> enabled) {}

    public Webhook with(Changes changes, Instant at) {
        boolean enable = changes.enabled().orElse(isEnabled());
        return new Webhook(
                id,
                partner,
                changes.url().orElse(url),
                changes.description().or(() -> description),
                changes.kinds().orElse(kinds),
                secret,
                enable ? Optional.empty() : disabled.or(() -> Optional.of(new Disabled(DisabledBecause.OWNER, at))),
                failingSince,
                registeredAt,
                sequence);
    }

    public Webhook with(Secret other) {
        return new Webhook(id, partner, url, description, kinds, other, disabled, failingSince, registeredAt, sequence);
    }

    public Webhook disabled(DisabledBecause because, Instant at) {
        return new Webhook(
                id,
                partner,
                url,
                description,
                kinds,
                secret,
                Optional.of(new Disabled(because, at)),
                failingSince,
                registeredAt,
                sequence);
    }
}
