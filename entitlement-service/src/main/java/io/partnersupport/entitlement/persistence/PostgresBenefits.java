package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.benefit.Benefit;
import io.partnersupport.entitlement.domain.benefit.Benefits;
import io.partnersupport.kit.event.EventJson;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresBenefits implements Benefits, PanacheRepositoryBase<BenefitEntity, UUID> {
    private final EventJson json;

    PostgresBenefits(EventJson json) {
        this.json = json;
    }

    @Override
    public List<Benefit> usableSince(PartnerId partner, Instant at) {
        return benefits(
                "partnerId = ?1 and usableUntil > ?2 and (withdrawnAt is null or withdrawnAt > ?2)"
                        + " order by kind, startsAt, id",
                partner.value(),
                at);
    }

    @Override
    public List<Benefit> notEnded(PartnerId partner, Instant at) {
        return benefits("partnerId = ?1 and usableUntil > ?2 order by kind, startsAt, id", partner.value(), at);
    }

    @Override
    public Optional<Benefit> find(UUID id) {
        return findByIdOptional(id).map(entity -> entity.toBenefit(json));
    }

    @Override
    public List<Benefit> grantedBy(UUID membership) {
        return benefits("membershipId = ?1 order by kind", membership);
    }

    private List<Benefit> benefits(String query, Object... parameters) {
        return find(query, parameters).stream()
                .map(entity -> entity.toBenefit(json))
                .toList();
    }

    @Override
    public List<Long> save(List<Benefit> benefits) {
        return benefits.stream().map(this::save).toList();
    }

    /** Of a known grant nothing ever changes but when it is listed, and that it is withdrawn. */
    private long save(Benefit benefit) {
        List<?> raised = getEntityManager()
                .createNativeQuery("""
                        UPDATE benefit
                        SET listed = :listed, withdrawn_at = cast(:withdrawn AS timestamptz), sequence = sequence + 1
                        WHERE id = :id RETURNING sequence""", Long.class)
                .setParameter("listed", json.write(benefit.listed()))
                .setParameter("withdrawn", benefit.withdrawnAt().orElse(null))
                .setParameter("id", benefit.id())
                .getResultList();
        if (!raised.isEmpty()) {
            return (Long) raised.get(0);
        }
        BenefitEntity entity = BenefitEntity.of(benefit, json);
        entity.sequence = 1;
        persistAndFlush(entity);
        return entity.sequence;
    }
}
