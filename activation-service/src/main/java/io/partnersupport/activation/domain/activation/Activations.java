package io.partnersupport.activation.domain.activation;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** All requests to activate a benefit. */
public interface Activations {
    /** An activation and where its benefit stands now. */
    record Tracked(Activation activation, ActivationStatus status) {}

    /** The latest request for each of the benefits. */
    Map<BenefitId, Activation> latest(Collection<BenefitId> benefits);

    /** Adds a request; or returns the live one of the same benefit, which may have been added a moment ago. */
    Activation addUnlessLive(Activation requested);

    void save(Activation changed);

    /** Reads it and keeps others from changing it until the transaction ends. */
    Optional<Activation> lock(ActivationId id);

    /** Those that the worker may complete, or must reject because their benefit is gone, oldest first. */
    List<ActivationId> due(Instant at, int limit);

    /** Locks it if it is still due; empty if another worker has it or was faster. */
    Optional<Activation> lockDue(ActivationId id, Instant at);

    Optional<Tracked> track(ActivationId id, Instant at);

    /**
     * Lists activations, newest first.
     *
     * @param partner empty for all partners
     * @param after the id after which the list goes on
     */
    List<Tracked> list(
            Optional<PartnerId> partner,
            Optional<ActivationStatus> status,
            Instant at,
            Optional<UUID> after,
            int limit);

    /** What awaits an operator's decision, oldest first. */
    List<Tracked> awaitingReview(Optional<PartnerId> partner, Instant at, Optional<UUID> after, int limit);
}
