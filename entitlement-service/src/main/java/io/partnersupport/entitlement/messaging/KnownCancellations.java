package io.partnersupport.entitlement.messaging;

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

/** Cancellations that activation-service granted; a reaction withdraws what they end. */
@ApplicationScoped
class KnownCancellations implements StateProjection<KnownCancellations.CancellationState> {
    record CancellationState(UUID cancellationId, UUID membershipId, UUID benefitId, Instant cancelledAt) {}

    private final EntityManager entityManager;

    KnownCancellations(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public String topic() {
        return "activation.cancellations";
    }

    @Override
    public Class<CancellationState> stateType() {
        return CancellationState.class;
    }

    @Override
    public List<ProjectionTable> tables() {
        return List.of(ProjectionTable.of("known_cancellation", "id", "uuid"));
    }

    @Override
    public void apply(List<StateEvent<CancellationState>> newest) {
        SqlBatch.execute(entityManager, """
                INSERT INTO known_cancellation AS known (id, membership_id, benefit_id, cancelled_at, sequence)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET membership_id = excluded.membership_id,
                    benefit_id = excluded.benefit_id, cancelled_at = excluded.cancelled_at, sequence = excluded.sequence
                WHERE known.sequence < excluded.sequence""", newest, (statement, event) -> {
            CancellationState cancellation = event.state();
            statement.setObject(1, cancellation.cancellationId());
            statement.setObject(2, cancellation.membershipId(), Types.OTHER);
            statement.setObject(3, cancellation.benefitId(), Types.OTHER);
            statement.setObject(4, cancellation.cancelledAt().atOffset(ZoneOffset.UTC));
            statement.setLong(5, event.sequence());
        });
    }
}
