package io.partnersupport.activation.messaging;

import io.partnersupport.kit.event.ProjectionTable;
import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;

/** The people of partners and their roles, from entitlement-service: to be shown, not to authorise. */
@ApplicationScoped
class KnownUsers implements StateProjection<KnownUsers.KnownUser> {
    record KnownUser(
            String userId, String partnerId, String name, String email, List<String> roles, boolean withdrawn) {
        KnownUser {
            roles = List.copyOf(roles);
        }
    }

    private final EntityManager entityManager;

    KnownUsers(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public String topic() {
        return "entitlement.users";
    }

    @Override
    public Class<KnownUser> stateType() {
        return KnownUser.class;
    }

    @Override
    public List<ProjectionTable> tables() {
        return List.of(ProjectionTable.of("known_user", "id", "text"));
    }

    @Override
    public void apply(List<StateEvent<KnownUser>> newest) {
        SqlBatch.execute(entityManager, """
                INSERT INTO known_user AS known (id, partner_id, name, email, roles, withdrawn, sequence)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET partner_id = excluded.partner_id, name = excluded.name,
                    email = excluded.email, roles = excluded.roles, withdrawn = excluded.withdrawn, sequence = excluded.sequence
                WHERE known.sequence < excluded.sequence""", newest, (statement, event) -> {
            KnownUser user = event.state();
            statement.setString(1, user.userId());
            statement.setString(2, user.partnerId());
            statement.setString(3, user.name());
            statement.setString(4, user.email());
            statement.setArray(
                    5,
                    statement
                            .getConnection()
                            .createArrayOf("varchar", user.roles().toArray()));
            statement.setBoolean(6, user.withdrawn());
            statement.setLong(7, event.sequence());
        });
    }
}
