package io.partnersupport.incident.messaging;

import io.partnersupport.incident.domain.plan.Covers;
import io.partnersupport.kit.event.EventJson;
import io.partnersupport.kit.event.ProjectionTable;
import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The support plans that partners pay for. */
@ApplicationScoped
class KnownPaidPlans implements StateProjection<KnownPaidPlans.PaidPlanState> {
    record PaidPlanState(
            UUID planId,
            String partnerId,
            String plan,
            String name,
            Instant startsAt,
            Instant endsAt,
            boolean needsActivation,
            Covers covers,
            boolean withdrawn) {}

    private final EntityManager entityManager;
    private final EventJson json;

    KnownPaidPlans(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    @Override
    public String topic() {
        return "entitlement.plans";
    }

    @Override
    public Class<PaidPlanState> stateType() {
        return PaidPlanState.class;
    }

    @Override
    public List<ProjectionTable> tables() {
        return List.of(ProjectionTable.of("paid_plan", "plan_id", "uuid"));
    }

    @Override
    public void apply(List<StateEvent<PaidPlanState>> newest) {
        SqlBatch.execute(entityManager, """
                INSERT INTO paid_plan AS known (plan_id, partner_id, plan, name, starts_at, ends_at, needs_activation, covers,
                    withdrawn, sequence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (plan_id) DO UPDATE SET partner_id = excluded.partner_id, plan = excluded.plan,
                    name = excluded.name, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
                    needs_activation = excluded.needs_activation, covers = excluded.covers,
                    withdrawn = excluded.withdrawn, sequence = excluded.sequence
                WHERE known.sequence < excluded.sequence""", newest, (statement, event) -> {
            PaidPlanState plan = event.state();
            statement.setObject(1, plan.planId());
            statement.setString(2, plan.partnerId());
            statement.setString(3, plan.plan());
            statement.setString(4, plan.name());
            statement.setObject(5, plan.startsAt().atOffset(ZoneOffset.UTC));
            statement.setObject(6, plan.endsAt().atOffset(ZoneOffset.UTC));
            statement.setBoolean(7, plan.needsActivation());
            statement.setString(8, json.write(plan.covers()));
            statement.setBoolean(9, plan.withdrawn());
            statement.setLong(10, event.sequence());
        });
    }
}
