package io.partnersupport.activation.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;

/** The policies of editions, from entitlement-service. */
@ApplicationScoped
class KnownEditions implements StateProjection<KnownEditions.KnownEdition> {
    record KnownEdition(String code, int revision, JsonNode policies) {}

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

    /** A revision is never edited: each is kept, for the memberships bought under it. */
    @Override
    public void apply(List<StateEvent<KnownEdition>> newest) {
        SqlBatch.execute(entityManager, """
                INSERT INTO known_edition (code, revision, policies) VALUES (?, ?, ?)
                ON CONFLICT (code, revision) DO NOTHING""", newest, (statement, event) -> {
            statement.setString(1, event.state().code());
            statement.setInt(2, event.state().revision());
            statement.setString(3, event.state().policies().toString());
        });
    }
}
