package io.partnersupport.linking.messaging;

import io.partnersupport.kit.event.ProjectionTable;
import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Types;
import java.util.List;
import java.util.UUID;

/** The balances of incident-service, as far as they belong to contract lines: hours have no contract. */
@ApplicationScoped
class KnownBalances implements StateProjection<KnownBalances.KnownBalance> {
    record KnownBalance(UUID benefitId, UUID contract, int spent, int refunded, Integer remaining) {}

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
        List<StateEvent<KnownBalance>> ofLines = newest.stream()
                .filter(event -> event.state().contract() != null)
                .toList();
        SqlBatch.execute(entityManager, """
                INSERT INTO known_balance AS known (benefit_id, used, remaining, sequence) VALUES (?, ?, ?, ?)
                ON CONFLICT (benefit_id) DO UPDATE
                SET used = excluded.used, remaining = excluded.remaining, sequence = excluded.sequence
                WHERE known.sequence < excluded.sequence""", ofLines, (statement, event) -> {
            KnownBalance balance = event.state();
            statement.setObject(1, balance.benefitId());
            statement.setInt(2, balance.spent() - balance.refunded());
            statement.setObject(3, balance.remaining(), Types.INTEGER);
            statement.setLong(4, event.sequence());
        });
    }
}
