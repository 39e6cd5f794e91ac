package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.gotomarket.OfferActivation;
import io.partnersupport.activation.domain.gotomarket.OfferActivations;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

@ApplicationScoped
class PostgresOfferActivations implements OfferActivations, PanacheRepositoryBase<OfferActivationEntity, UUID> {
    /** What {@link OfferActivation#isDue()} says, or that nothing is left to wait for. */
    private static final String DUE = """
            state = 'REQUESTED' AND (processing = 'AUTOMATIC' OR approved_at IS NOT NULL
                OR EXISTS (SELECT FROM known_benefit b
                    WHERE b.id = benefit_id AND (b.withdrawn OR b.usable_until <= :at)))""";

    @Override
    public Map<BenefitId, OfferActivation> latest(Collection<BenefitId> offers) {
        return find(
                        "benefitId in ?1 order by id",
                        offers.stream().map(BenefitId::value).toList())
                .stream()
                .map(OfferActivationEntity::toActivation)
                .collect(Collectors.toMap(OfferActivation::benefitId, latest -> latest, (earlier, later) -> later));
    }

    @Override
    public List<OfferActivation> live(PartnerId partner, String kind) {
        return find("partnerId = ?1 and kind = ?2 and state <> REJECTED", partner.value(), kind).stream()
                .map(OfferActivationEntity::toActivation)
                .toList();
    }

    @Override
    public void lock(PartnerId partner) {
        AdvisoryLock.take(getEntityManager(), "offers " + partner.value());
    }

    @Override
    public void add(OfferActivation requested) {
        persist(OfferActivationEntity.of(requested));
        flush();
    }

    @Override
    public void save(OfferActivation changed) {
        findById(changed.id()).move(changed);
    }

    @Override
    public Optional<OfferActivation> lockLatest(BenefitId offer) {
        return find("benefitId = ?1 order by id desc", offer.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .map(OfferActivationEntity::toActivation);
    }

    @Override
    public List<UUID> due(Instant at, int limit) {
        List<?> ids = getEntityManager()
                .createNativeQuery(
                        "SELECT id FROM offer_activation WHERE " + DUE + " ORDER BY id LIMIT :limit", UUID.class)
                .setParameter("at", at)
                .setParameter("limit", limit)
                .getResultList();
        return ids.stream().map(UUID.class::cast).toList();
    }

    @Override
    public Optional<OfferActivation> lockDue(UUID id, Instant at) {
        List<?> locked = getEntityManager()
                .createNativeQuery(
                        "SELECT * FROM offer_activation WHERE id = :id AND " + DUE + " FOR UPDATE SKIP LOCKED",
                        OfferActivationEntity.class)
                .setParameter("id", id)
                .setParameter("at", at)
                .getResultList();
        return locked.stream()
                .map(entity -> ((OfferActivationEntity) entity).toActivation())
                .findFirst();
    }

    @Override
    public List<OfferActivation> underReview(Optional<UUID> after, int limit) {
        return find(
                        "state = REQUESTED and processing = REVIEW and approvedAt is null"
                                + " and (?1 is null or id > ?1) order by id",
                        after.orElse(null))
                .page(Page.ofSize(limit))
                .stream()
                .map(OfferActivationEntity::toActivation)
                .toList();
    }
}
