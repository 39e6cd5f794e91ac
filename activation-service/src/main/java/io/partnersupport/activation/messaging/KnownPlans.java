package io.partnersupport.activation.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import io.partnersupport.activation.messaging.KnownBenefits.ListedPeriod;
import io.partnersupport.kit.event.EventJson;
import io.partnersupport.kit.event.ProjectionTable;
import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Paid plans that are activated, from entitlement-service. To activate one is the same as with a benefit, so it is
 * known as one of its own category: unlimited incidents, from its start to its end (E-14).
 */
@ApplicationScoped
class KnownPlans implements StateProjection<KnownPlans.KnownPlan> {
    /** No edition says how plans are processed. */
    private static final String PROCESSING = "AUTOMATIC";

    private static final int EXPECTED_WITHIN_BUSINESS_DAYS = 5;

    record KnownPlan(
            UUID planId,
            String partnerId,
            String plan,
            String name,
            Instant startsAt,
            Instant endsAt,
            boolean needsActivation,
            JsonNode covers,
            boolean withdrawn) {}

    private final EntityManager entityManager;
    private final EventJson json;

    KnownPlans(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    @Override
    public String topic() {
        return "entitlement.plans";
    }

    @Override
    public Class<KnownPlan> stateType() {
        return KnownPlan.class;
    }

    @Override
    public List<ProjectionTable> tables() {
        return List.of(new ProjectionTable("known_benefit", "id", "uuid", "benefit_year IS NULL"));
    }

    @Override
    public void apply(List<StateEvent<KnownPlan>> newest) {
        List<StateEvent<KnownPlan>> activated =
                newest.stream().filter(event -> event.state().needsActivation()).toList();
        SqlBatch.execute(entityManager, """
                INSERT INTO known_benefit AS known (id, partner_id, kind, name, category, unit, starts_at, activate_by,
                    usable_until, listed, needs_activation, processing, expected_within_business_days, covers,
                    withdrawn, sequence)
                VALUES (?, ?, ?, ?, ?, 'INCIDENT', ?, ?, ?, ?, true, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET partner_id = excluded.partner_id, kind = excluded.kind,
                    name = excluded.name, category = excluded.category, unit = excluded.unit,
                    starts_at = excluded.starts_at, activate_by = excluded.activate_by,
                    usable_until = excluded.usable_until, listed = excluded.listed,
                    needs_activation = excluded.needs_activation, processing = excluded.processing,
                    expected_within_business_days = excluded.expected_within_business_days, covers = excluded.covers,
                    withdrawn = excluded.withdrawn, sequence = excluded.sequence,
                    -- what plans have not
                    quantity = NULL, membership_id = NULL, offer_name = NULL, benefit_package = NULL, terms = NULL,
                    withdrawn_at = NULL
                WHERE known.sequence < excluded.sequence""", activated, this::bind);
    }

    private void bind(PreparedStatement statement, StateEvent<KnownPlan> event) throws SQLException {
        KnownPlan plan = event.state();
        statement.setObject(1, plan.planId());
        statement.setString(2, plan.partnerId());
        statement.setString(3, plan.plan().toLowerCase(Locale.ROOT));
        statement.setString(4, plan.name());
        statement.setString(5, plan.plan());
        statement.setObject(6, plan.startsAt().atOffset(ZoneOffset.UTC));
        statement.setObject(7, plan.endsAt().atOffset(ZoneOffset.UTC));
        statement.setObject(8, plan.endsAt().atOffset(ZoneOffset.UTC));
        statement.setString(9, json.write(List.of(new ListedPeriod(plan.startsAt(), plan.endsAt()))));
        statement.setString(10, PROCESSING);
        statement.setInt(11, EXPECTED_WITHIN_BUSINESS_DAYS);
        statement.setString(12, plan.covers().toString());
        statement.setBoolean(13, plan.withdrawn());
        statement.setLong(14, event.sequence());
    }
}
