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

/** The policies of the catalogue's editions, as they are. */
@ApplicationScoped
class KnownEditions implements StateProjection<KnownEditions.EditionState> {
    record EditionState(String code, Instant effectiveFrom, Instant effectiveTo, JsonNode policies) {}

    private final EntityManager entityManager;

    KnownEditions(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public String topic() {
        return "entitlement.editions";
    }

    @Override
    public Class<EditionState> stateType() {
        return EditionState.class;
    }

    @Override
    public List<ProjectionTable> tables() {
        return List.of(ProjectionTable.of("edition", "code", "text"));
    }

    @Override
    public void apply(List<StateEvent<EditionState>> newest) {
        SqlBatch.execute(entityManager, """
                INSERT INTO edition AS known (code, effective_from, effective_to, policies, sequence)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (code) DO UPDATE SET effective_from = excluded.effective_from,
                    effective_to = excluded.effective_to, policies = excluded.policies, sequence = excluded.sequence
                WHERE known.sequence < excluded.sequence""", newest, (statement, event) -> {
            EditionState edition = event.state();
            statement.setString(1, edition.code());
            statement.setObject(2, edition.effectiveFrom().atOffset(ZoneOffset.UTC));
            statement.setObject(
                    3,
                    edition.effectiveTo() == null ? null : edition.effectiveTo().atOffset(ZoneOffset.UTC),
                    Types.TIMESTAMP_WITH_TIMEZONE);
            statement.setString(4, edition.policies().toString());
            statement.setLong(5, event.sequence());
        });
    }
}
