package io.partnersupport.incident.messaging;

import io.partnersupport.kit.event.ProjectionTable;
import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Which account has linked which contract. */
@ApplicationScoped
class KnownLinks implements StateProjection<KnownLinks.LinkState> {
    record LinkState(UUID id, UUID contract, String account, Instant removedAt) {}

    private final EntityManager entityManager;

    KnownLinks(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public String topic() {
        return "linking.links";
    }

    @Override
    public Class<LinkState> stateType() {
        return LinkState.class;
    }

    @Override
    public List<ProjectionTable> tables() {
        return List.of(ProjectionTable.of("contract_link", "id", "uuid"));
    }

    @Override
    public void apply(List<StateEvent<LinkState>> newest) {
        SqlBatch.execute(entityManager, """
                INSERT INTO contract_link AS known (id, contract, account, removed, sequence) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET contract = excluded.contract, account = excluded.account,
                    removed = excluded.removed, sequence = excluded.sequence
                WHERE known.sequence < excluded.sequence""", newest, (statement, event) -> {
            statement.setObject(1, event.state().id());
            statement.setObject(2, event.state().contract());
            statement.setString(3, event.state().account());
            statement.setBoolean(4, event.state().removedAt() != null);
            statement.setLong(5, event.sequence());
        });
    }
}
