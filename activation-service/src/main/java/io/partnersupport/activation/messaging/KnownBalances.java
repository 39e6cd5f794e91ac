package io.partnersupport.activation.messaging;

import io.partnersupport.kit.event.ProjectionTable;
import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;

/** Units left of benefits, from incident-service. */
@ApplicationScoped
class KnownBalances implements StateProjection<KnownBalances.KnownBalance> {
    record KnownBalance(UUID benefitId, boolean unlimited, Integer remaining) {
        KnownBalance {
            if (!unlimited && remaining == null) {
                throw new IllegalArgumentException("A counted balance says what is left");
            }
        }
    }

    private final EntityManager entityManager;

    KnownBalances(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public String topic() {
        return "incident.balances";
    }

    @Override
    public Class<KnownBalance> stateType() {
        return KnownBalance.class;
    }

    @Override
    public List<ProjectionTable> tables() {
        return List.of(ProjectionTable.of("known_balance", "benefit_id", "uuid"));
    }

    @Override
    public void apply(List<StateEvent<KnownBalance>> newest) {
        SqlBatch.execute(entityManager, """
                INSERT INTO known_balance AS known (benefit_id, remaining, sequence) VALUES (?, ?, ?)
                ON CONFLICT (benefit_id) DO UPDATE SET remaining = excluded.remaining, sequence = excluded.sequence
                WHERE known.sequence < excluded.sequence""", newest, (statement, event) -> {
            statement.setObject(1, event.state().benefitId());
            statement.setObject(
                    2, event.state().unlimited() ? null : event.state().remaining());
            statement.setLong(3, event.sequence());
        });
    }
}
