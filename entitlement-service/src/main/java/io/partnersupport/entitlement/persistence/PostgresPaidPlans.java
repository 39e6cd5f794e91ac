package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Versioned;
import io.partnersupport.entitlement.domain.plan.PaidPlan;
import io.partnersupport.entitlement.domain.plan.PaidPlans;
import io.partnersupport.kit.event.EventJson;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

@ApplicationScoped
class PostgresPaidPlans implements PaidPlans, PanacheRepositoryBase<PaidPlanEntity, UUID> {
    private final EventJson json;

    PostgresPaidPlans(EventJson json) {
        this.json = json;
    }

    @Override
    public long add(PaidPlan plan) {
        PaidPlanEntity entity = PaidPlanEntity.of(plan, json);
        persistAndFlush(entity);
        return entity.sequence;
    }

    @Override
    public Optional<Versioned<PaidPlan>> find(PartnerId partner, UUID id) {
        return find("partnerId = ?1 and id = ?2 and not withdrawn", partner.value(), id)
                .firstResultOptional()
                .map(entity -> new Versioned<>(entity.toPlan(json), entity.sequence));
    }

    @Override
    public List<PaidPlan> list(PartnerId partner, Optional<UUID> after, int limit) {
        return find(
                        "partnerId = ?1 and not withdrawn and id > ?2 order by id",
                        partner.value(),
                        after.orElse(Statements.BEFORE_ALL))
                .range(0, limit - 1)
                .stream()
                .map(entity -> entity.toPlan(json))
                .toList();
    }

    @Override
    public List<PaidPlan> of(PartnerId partner, String plan) {
        return find("partnerId = ?1 and plan = ?2 and not withdrawn", partner.value(), plan).stream()
                .map(entity -> entity.toPlan(json))
                .toList();
    }

    /** Of a recorded plan nothing ever changes but that it is withdrawn. */
    @Override
    public OptionalLong replace(Versioned<PaidPlan> changed) {
        return Statements.raisedSequence(getEntityManager()
                .createNativeQuery("""
                        UPDATE paid_plan SET withdrawn = :withdrawn, sequence = sequence + 1
                        WHERE id = :id AND sequence = :sequence RETURNING sequence""", Long.class)
                .setParameter("withdrawn", changed.state().withdrawn())
                .setParameter("id", changed.state().id())
                .setParameter("sequence", changed.sequence()));
    }
}
