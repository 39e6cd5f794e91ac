package io.partnersupport.activation.application;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.activation.ActivationId;
import io.partnersupport.activation.domain.activation.ActivationStatus;
import io.partnersupport.activation.domain.activation.Activations;
import io.partnersupport.activation.domain.activation.Activations.Tracked;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tells how far activations are, at this moment. */
@ApplicationScoped
public class TrackActivations {
    private final Activations activations;
    private final Clock clock;

    TrackActivations(Activations activations, Clock clock) {
        this.activations = activations;
        this.clock = clock;
    }

    public Optional<Tracked> find(ActivationId id) {
        return activations.track(id, clock.instant());
    }

    /** Lists activations, newest first; those of all partners if none is named. */
    public List<Tracked> list(
            Optional<PartnerId> partner, Optional<ActivationStatus> status, Optional<UUID> after, int limit) {
        return activations.list(partner, status, clock.instant(), after, limit);
    }

    /** What awaits an operator's decision, oldest first. */
    public List<Tracked> awaitingReview(Optional<PartnerId> partner, Optional<UUID> after, int limit) {
        return activations.awaitingReview(partner, clock.instant(), after, limit);
    }
}
