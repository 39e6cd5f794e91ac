package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Period;
import io.partnersupport.entitlement.domain.plan.PaidPlan;
import io.partnersupport.entitlement.domain.plan.PlanTerms;
import io.partnersupport.kit.event.EventJson;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "paid_plan")
class PaidPlanEntity {
    @Id
    UUID id;

    String partnerId;
    String plan;
    String terms;
    Instant startsAt;
    Instant endsAt;
    boolean withdrawn;
    long sequence;

    static PaidPlanEntity of(PaidPlan plan, EventJson json) {
        PaidPlanEntity entity = new PaidPlanEntity();
        entity.id = plan.id();
        entity.partnerId = plan.partnerId().value();
        entity.plan = plan.terms().plan();
        entity.terms = json.write(plan.terms());
        entity.startsAt = plan.period().from();
        entity.endsAt = plan.period().until();
        entity.withdrawn = plan.withdrawn();
        entity.sequence = 1;
        return entity;
    }

    PaidPlan toPlan(EventJson json) {
        return new PaidPlan(
                id,
                new PartnerId(partnerId),
                json.read(terms, PlanTerms.class),
                new Period(startsAt, endsAt),
                withdrawn);
    }
}
