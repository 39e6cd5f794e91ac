package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.MembershipId;
import io.partnersupport.activation.domain.cancellation.Cancellation;
import io.partnersupport.activation.domain.cancellation.Cancellations;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresCancellations implements Cancellations, PanacheRepositoryBase<CancellationEntity, UUID> {
    @Override
    public String nextRequestNumber() {
        Long number = (Long) getEntityManager()
                .createNativeQuery("SELECT nextval('cancellation_number')", Long.class)
                .getSingleResult();
        return "CR-%08d".formatted(number);
    }

    @Override
    public void add(Cancellation granted) {
        persist(CancellationEntity.of(granted));
        flush();
    }

    @Override
    public Optional<Cancellation> find(UUID id) {
        return findByIdOptional(id).map(CancellationEntity::toCancellation);
    }

    @Override
    public Optional<Cancellation> of(MembershipId membership) {
        return find("membershipId", membership.value()).firstResultOptional().map(CancellationEntity::toCancellation);
    }

    @Override
    public Optional<Cancellation> of(BenefitId offer) {
        return find("benefitId", offer.value()).firstResultOptional().map(CancellationEntity::toCancellation);
    }

    @Override
    public List<Cancellation> list(Optional<PartnerId> partner, Optional<UUID> after, int limit) {
        return find(
                        "(?1 is null or partnerId = ?1) and (?2 is null or id < ?2) order by id desc",
                        partner.map(PartnerId::value).orElse(null),
                        after.orElse(null))
                .page(Page.ofSize(limit))
                .stream()
                .map(CancellationEntity::toCancellation)
                .toList();
    }
}
