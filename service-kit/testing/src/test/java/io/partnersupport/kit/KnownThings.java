package io.partnersupport.kit;

import io.partnersupport.kit.event.ProjectionTable;
import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;

/** What the smallest service knows of the things of others. */
@ApplicationScoped
public class KnownThings implements StateProjection<KnownThings.ThingState> {
    record ThingState(String name) {}

    public static final String TOPIC = "other.things";

    @Inject
    EntityManager entityManager;

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public Class<ThingState> stateType() {
        return ThingState.class;
    }

    @Override
    public List<ProjectionTable> tables() {
        return List.of(ProjectionTable.of("known_thing", "id", "text"));
    }

    @Override
    public void apply(List<StateEvent<ThingState>> newest) {
        SqlBatch.execute(entityManager, """
                INSERT INTO known_thing AS known (id, name, sequence) VALUES (?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, sequence = excluded.sequence
                WHERE known.sequence < excluded.sequence""", newest, (statement, event) -> {
            statement.setString(1, event.key());
            statement.setString(2, event.state().name());
            statement.setLong(3, event.sequence());
        });
    }
}
