package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.Category;
import io.partnersupport.activation.domain.benefit.FurtherBenefit;
import io.partnersupport.activation.domain.benefit.FurtherBenefits;
import io.partnersupport.activation.domain.benefit.MembershipId;
import io.partnersupport.kit.event.EventJson;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresFurtherBenefits implements FurtherBenefits, PanacheRepositoryBase<KnownBenefitEntity, UUID> {
    private final EventJson json;

    PostgresFurtherBenefits(EventJson json) {
        this.json = json;
    }

    @Override
    public <T> Optional<FurtherBenefit<T>> find(Category<T> category, BenefitId id) {
        return find("category = ?1 and id = ?2", category.name(), id.value())
                .firstResultOptional()
                .map(entity -> benefit(category, entity));
    }

    @Override
    public <T> List<FurtherBenefit<T>> current(Category<T> category, PartnerId partner, Instant at) {
        return find(
                        "category = ?1 and partnerId = ?2 and startsAt <= ?3 and usableUntil > ?3 order by name, startsAt, id",
                        category.name(),
                        partner.value(),
                        at)
                .stream()
                .map(entity -> benefit(category, entity))
                .toList();
    }

    @Override
    public List<BenefitId> withdrawAll(MembershipId membership, Instant at) {
        List<?> withdrawn = getEntityManager()
                .createNativeQuery("""
                        UPDATE known_benefit SET withdrawn = true, withdrawn_at = :at
                        WHERE membership_id = :membership AND NOT withdrawn RETURNING id""", UUID.class)
                .setParameter("at", at)
                .setParameter("membership", membership.value())
                .getResultList();
        return withdrawn.stream().map(id -> new BenefitId((UUID) id)).toList();
    }

    @Override
    public void withdraw(BenefitId id, Instant at) {
        getEntityManager()
                .createNativeQuery(
                        "UPDATE known_benefit SET withdrawn = true, withdrawn_at = :at WHERE id = :id AND NOT withdrawn")
                .setParameter("at", at)
                .setParameter("id", id.value())
                .executeUpdate();
    }

    private <T> FurtherBenefit<T> benefit(Category<T> category, KnownBenefitEntity entity) {
        return new FurtherBenefit<>(
                entity.toBenefit(json),
                new MembershipId(entity.membershipId),
                entity.offerName,
                Optional.ofNullable(entity.benefitPackage),
                json.read(Optional.ofNullable(entity.terms).orElse("{}"), category.terms()));
    }
}
