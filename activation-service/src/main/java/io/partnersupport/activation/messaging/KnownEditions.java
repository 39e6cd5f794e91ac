package io.partnersupport.activation.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The business calendars of editions, from entitlement-service. */
@ApplicationScoped
class KnownEditions implements StateProjection<KnownEditions.KnownEdition> {
    record KnownEdition(String code, Instant effectiveFrom, KnownPolicies policies) {}

    record KnownPolicies(JsonNode calendars) {}

    private final EntityManager entityManager;

    KnownEditions(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public String topic() {
        return "entitlement.editions";
    }

    @Override
    public Class<KnownEdition> stateType() {
        return KnownEdition.class;
    }

    @Override
    public void apply(List<StateEvent<KnownEdition>> newest) {
        SqlBatch.execute(entityManager, """
                INSERT INTO known_edition AS known (code, effective_from, calendars, sequence) VALUES (?, ?, ?, ?)
                ON CONFLICT (code) DO UPDATE SET effective_from = excluded.effective_from,
                    calendars = excluded.calendars, sequence = excluded.sequence
                WHERE known.sequence < excluded.sequence""", newest, (statement, event) -> {
            JsonNode calendars = event.state().policies().calendars();
            statement.setString(1, event.state().code());
            statement.setObject(2, event.state().effectiveFrom().atOffset(ZoneOffset.UTC));
            statement.setString(3, calendars == null ? "[]" : calendars.toString());
            statement.setLong(4, event.sequence());
        });
    }
}
