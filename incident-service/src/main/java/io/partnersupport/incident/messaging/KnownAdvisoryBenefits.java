package io.partnersupport.incident.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import io.partnersupport.kit.event.ProjectionTable;
import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The hours among the partners' benefits; a new state is news to the ledger. */
@ApplicationScoped
class KnownAdvisoryBenefits implements StateProjection<KnownAdvisoryBenefits.AdvisoryBenefitState> {
    record AdvisoryBenefitState(
            UUID benefitId,
            String partnerId,
            String kind,
            String name,
            String category,
            Long quantity,
            Instant startsAt,
            Instant usableUntil,
            JsonNode listed,
            Boolean presalesDeducts,
            boolean withdrawn) {}

    private final EntityManager entityManager;

    KnownAdvisoryBenefits(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public String topic() {
        return "entitlement.benefits";
    }

    @Override
    public Class<AdvisoryBenefitState> stateType() {
        return AdvisoryBenefitState.class;
    }

    @Override
    public List<ProjectionTable> tables() {
        return List.of(ProjectionTable.of("advisory_benefit", "benefit_id", "uuid"));
    }

    @Override
    public void apply(List<StateEvent<AdvisoryBenefitState>> newest) {
        List<StateEvent<AdvisoryBenefitState>> hours = newest.stream()
                .filter(event -> "ADVISORY".equals(event.state().category()))
                .toList();
        SqlBatch.execute(entityManager, """
                INSERT INTO advisory_benefit AS known (benefit_id, partner_id, kind, name, granted, starts_at,
                    usable_until, listed, presales_deducts, withdrawn, unsettled, sequence)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true, ?)
                ON CONFLICT (benefit_id) DO UPDATE SET partner_id = excluded.partner_id, kind = excluded.kind,
                    name = excluded.name, granted = excluded.granted, starts_at = excluded.starts_at,
                    usable_until = excluded.usable_until, listed = excluded.listed,
                    presales_deducts = excluded.presales_deducts, withdrawn = excluded.withdrawn, unsettled = true,
                    sequence = excluded.sequence
                WHERE known.sequence < excluded.sequence""", hours, (statement, event) -> {
            AdvisoryBenefitState benefit = event.state();
            statement.setObject(1, benefit.benefitId());
            statement.setString(2, benefit.partnerId());
            statement.setString(3, benefit.kind());
            statement.setString(4, benefit.name());
            statement.setObject(5, benefit.quantity(), Types.BIGINT);
            statement.setObject(6, benefit.startsAt().atOffset(ZoneOffset.UTC));
            statement.setObject(7, benefit.usableUntil().atOffset(ZoneOffset.UTC));
            statement.setString(8, benefit.listed().toString());
            statement.setBoolean(9, Boolean.TRUE.equals(benefit.presalesDeducts()));
            statement.setBoolean(10, benefit.withdrawn());
            statement.setLong(11, event.sequence());
        });
    }
}
