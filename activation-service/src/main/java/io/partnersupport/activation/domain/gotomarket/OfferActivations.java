package io.partnersupport.activation.domain.gotomarket;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** All requests to activate an offer. */
public interface OfferActivations {
    /** The latest request for each of the offers. */
    Map<BenefitId, OfferActivation> latest(Collection<BenefitId> offers);

    /** Those of a partner that were not rejected, for offers of one kind. */
    List<OfferActivation> live(PartnerId partner, String kind);

    /** Keeps others from requesting offers of the partner until the transaction ends. */
    void lock(PartnerId partner);

    void add(OfferActivation requested);

    void save(OfferActivation changed);

    /** Reads the latest request for an offer and keeps others from changing it until the transaction ends. */
    Optional<OfferActivation> lockLatest(BenefitId offer);

    /** Those that the worker may complete, or must reject because their grant is gone, oldest first. */
    List<UUID> due(Instant at, int limit);

    /** Locks it if it is still due; empty if another worker has it or was faster. */
    Optional<OfferActivation> lockDue(UUID id, Instant at);

    /** Those that wait for an operator, oldest first. */
    List<OfferActivation> underReview(Optional<UUID> after, int limit);
}
