package io.partnersupport.activation.persistence;

import io.partnersupport.activation.domain.PartnerId;
import io.partnersupport.activation.domain.benefit.BenefitId;
import io.partnersupport.activation.domain.benefit.Benefits;
import io.partnersupport.activation.domain.benefit.GrantedBenefit;
import io.partnersupport.activation.domain.benefit.Quantity;
import io.partnersupport.kit.event.EventJson;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

@ApplicationScoped
class PostgresBenefits implements Benefits, PanacheRepositoryBase<KnownBenefitEntity, UUID> {
    private static final String TECHNICAL = "category in ('TECHNICAL_SUPPORT', 'ADVISORY', 'PREMIER') and ";

    private final EventJson json;

    PostgresBenefits(EventJson json) {
        this.json = json;
    }

    @Override
    public Optional<GrantedBenefit> find(BenefitId id) {
        return find(TECHNICAL + "id = ?1", id.value()).firstResultOptional().map(entity -> entity.toBenefit(json));
    }

    @Override
    public List<GrantedBenefit> current(PartnerId partner, Instant at) {
        return find(
                        TECHNICAL
                                + "partnerId = ?1 and startsAt <= ?2 and usableUntil > ?2 order by name, startsAt, id",
                        partner.value(),
                        at)
                .stream()
                .map(entity -> entity.toBenefit(json))
                .toList();
    }

    @Override
    public Map<BenefitId, Quantity> remaining(Collection<BenefitId> ids) {
        List<?> rows = getEntityManager()
                .createNativeQuery("SELECT benefit_id, remaining FROM known_balance WHERE benefit_id = ANY (:ids)")
                .setParameter("ids", ids.stream().map(BenefitId::value).toArray(UUID[]::new))
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .collect(Collectors.toMap(
                        row -> new BenefitId((UUID) row[0]), row -> Quantity.ofNullable((Integer) row[1])));
    }
}
