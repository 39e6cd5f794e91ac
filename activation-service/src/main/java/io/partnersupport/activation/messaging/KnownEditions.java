package io.partnersupport.activation.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import io.partnersupport.kit.event.ProjectionTable;
import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The business calendars and policies of editions, from entitlement-service. */
@ApplicationScoped
class KnownEditions implements StateProjection<KnownEditions.KnownEdition> {
    record KnownEdition(String code, int revision, Instant effectiveFrom, JsonNode policies) {}

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

    /** Not the policies: the topic forgets former revisions, which memberships keep. */
    @Override
    public List<ProjectionTable> tables() {
        return List.of(ProjectionTable.of("known_edition", "code", "text"));
    }

    /** The newest revision's calendars count; a revision's policies are kept for the memberships bought under it. */
    @Override
    public void apply(List<StateEvent<KnownEdition>> newest) {
        SqlBatch.execute(entityManager, """
                INSERT INTO known_edition AS known (code, effective_from, calendars, sequence) VALUES (?, ?, ?, ?)
                ON CONFLICT (code) DO UPDATE SET effective_from = excluded.effective_from,
                    calendars = excluded.calendars, sequence = excluded.sequence
                WHERE known.sequence < excluded.sequence""", newest, (statement, event) -> {
            statement.setString(1, event.state().code());
            statement.setObject(2, event.state().effectiveFrom().atOffset(ZoneOffset.UTC));
            JsonNode calendars = event.state().policies().path("calendars");
            statement.setString(3, calendars.isArray() ? calendars.toString() : "[]");
            statement.setLong(4, event.sequence());
        });
        SqlBatch.execute(entityManager, """
                INSERT INTO known_policies AS known (edition, revision, policies) VALUES (?, ?, ?)
                ON CONFLICT (edition, revision) DO UPDATE SET policies = excluded.policies
                WHERE known.policies <> excluded.policies""", newest, (statement, event) -> {
            statement.setString(1, event.state().code());
            statement.setInt(2, event.state().revision());
            statement.setString(3, event.state().policies().toString());
        });
    }
}
