package io.partnersupport.activation.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import io.partnersupport.kit.event.EventJson;
import io.partnersupport.kit.event.ProjectionTable;
import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What memberships grant, from entitlement-service. */
@ApplicationScoped
class KnownBenefits implements StateProjection<KnownBenefits.KnownBenefit> {
    record KnownBenefit(
            UUID benefitId,
            String partnerId,
            String kind,
            String name,
            String category,
            String unit,
            Integer quantity,
            boolean unlimited,
            int benefitYear,
            Instant startsAt,
            Instant activateBy,
            Instant usableUntil,
            List<ListedPeriod> listed,
            boolean needsActivation,
            String processing,
            int expectedWithinBusinessDays,
            JsonNode covers,
            boolean withdrawn,
            UUID membershipId,
            Source grantedBy,
            JsonNode software,
            JsonNode cloudService,
            JsonNode subscription,
            JsonNode goToMarket,
            Instant withdrawnAt) {
        KnownBenefit {
            listed = List.copyOf(listed);
            grantedBy = grantedBy == null ? new Source(null, null) : grantedBy;
            if (unlimited != (quantity == null)) {
                throw new IllegalArgumentException("A benefit is either counted or unlimited");
            }
        }

        /** What only benefits of its category have. */
        String terms() {
            return Stream.of(software, cloudService, subscription, goToMarket)
                    .filter(terms -> terms != null && !terms.isNull())
                    .findFirst()
                    .map(JsonNode::toString)
                    .orElse(null);
        }
    }

    record Source(String offerName, String benefitPackage) {}

    record ListedPeriod(Instant from, Instant until) {}

    private final EntityManager entityManager;
    private final EventJson json;

    KnownBenefits(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    @Override
    public String topic() {
        return "entitlement.benefits";
    }

    @Override
    public Class<KnownBenefit> stateType() {
        return KnownBenefit.class;
    }

    /** What has no benefit year is a plan. */
    @Override
    public List<ProjectionTable> tables() {
        return List.of(new ProjectionTable("known_benefit", "id", "uuid", "benefit_year IS NOT NULL"));
    }

    @Override
    public void apply(List<StateEvent<KnownBenefit>> newest) {
        // whoever cancels one of them is waited for: the next statement sees the cancellation
        entityManager
                .createNativeQuery("SELECT 1 FROM known_benefit WHERE id IN (:ids) ORDER BY id FOR UPDATE")
                .setParameter(
                        "ids",
                        newest.stream().map(event -> event.state().benefitId()).toList())
                .getResultList();
        // of a cancellation this service knows before the grant's owner says so
        SqlBatch.execute(entityManager, """
                INSERT INTO known_benefit AS known (id, partner_id, kind, name, category, unit, quantity, benefit_year,
                    starts_at, activate_by, usable_until, listed, needs_activation, processing,
                    expected_within_business_days, covers, sequence, membership_id, offer_name, benefit_package, terms,
                    withdrawn, withdrawn_at)
                SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    ? OR cancelled_at IS NOT NULL, coalesce(?, cancelled_at)
                FROM (SELECT min(cancelled_at) AS cancelled_at FROM cancellation
                    WHERE membership_id = ? OR benefit_id = ?) AS cancelled
                ON CONFLICT (id) DO UPDATE SET partner_id = excluded.partner_id, kind = excluded.kind,
                    name = excluded.name, category = excluded.category, unit = excluded.unit,
                    quantity = excluded.quantity, benefit_year = excluded.benefit_year,
                    starts_at = excluded.starts_at, activate_by = excluded.activate_by,
                    usable_until = excluded.usable_until, listed = excluded.listed,
                    needs_activation = excluded.needs_activation, processing = excluded.processing,
                    expected_within_business_days = excluded.expected_within_business_days, covers = excluded.covers,
                    sequence = excluded.sequence, membership_id = excluded.membership_id,
                    offer_name = excluded.offer_name, benefit_package = excluded.benefit_package,
                    terms = excluded.terms, withdrawn = excluded.withdrawn, withdrawn_at = excluded.withdrawn_at
                WHERE known.sequence < excluded.sequence""", newest, this::bind);
    }

    private void bind(PreparedStatement statement, StateEvent<KnownBenefit> event) throws SQLException {
        KnownBenefit benefit = event.state();
        statement.setObject(1, benefit.benefitId());
        statement.setString(2, benefit.partnerId());
        statement.setString(3, benefit.kind());
        statement.setString(4, benefit.name());
        statement.setString(5, benefit.category());
        statement.setString(6, benefit.unit());
        statement.setObject(7, benefit.quantity());
        statement.setInt(8, benefit.benefitYear());
        statement.setObject(9, benefit.startsAt().atOffset(ZoneOffset.UTC));
        statement.setObject(10, benefit.activateBy().atOffset(ZoneOffset.UTC));
        statement.setObject(11, benefit.usableUntil().atOffset(ZoneOffset.UTC));
        statement.setString(12, json.write(benefit.listed()));
        statement.setBoolean(13, benefit.needsActivation());
        statement.setString(14, benefit.processing());
        statement.setInt(15, benefit.expectedWithinBusinessDays());
        statement.setString(16, benefit.covers().toString());
        statement.setLong(17, event.sequence());
        statement.setObject(18, benefit.membershipId());
        statement.setString(19, benefit.grantedBy().offerName());
        statement.setString(20, benefit.grantedBy().benefitPackage());
        statement.setString(21, benefit.terms());
        statement.setBoolean(22, benefit.withdrawn());
        statement.setObject(
                23,
                benefit.withdrawnAt() == null ? null : benefit.withdrawnAt().atOffset(ZoneOffset.UTC),
                Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setObject(24, benefit.membershipId());
        statement.setObject(25, benefit.benefitId());
    }
}
