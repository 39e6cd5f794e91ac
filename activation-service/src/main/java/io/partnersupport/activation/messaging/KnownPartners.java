package io.partnersupport.activation.messaging;

import io.partnersupport.kit.event.ProjectionTable;
import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;

/** Where partners are, where their memberships are managed, and the address of their account. */
@ApplicationScoped
class KnownPartners implements StateProjection<KnownPartners.KnownPartner> {
    record KnownPartner(String partnerId, String country, String managedIn, String accountEmail) {}

    private final EntityManager entityManager;

    KnownPartners(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    public String topic() {
        return "entitlement.partners";
    }

    @Override
    public Class<KnownPartner> stateType() {
        return KnownPartner.class;
    }

    @Override
    public List<ProjectionTable> tables() {
        return List.of(ProjectionTable.of("known_partner", "id", "text"));
    }

    @Override
    public void apply(List<StateEvent<KnownPartner>> newest) {
        SqlBatch.execute(entityManager, """
                INSERT INTO known_partner AS known (id, country, managed_in, account_email, sequence)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET country = excluded.country, managed_in = excluded.managed_in,
                    account_email = excluded.account_email, sequence = excluded.sequence
                WHERE known.sequence < excluded.sequence""", newest, (statement, event) -> {
            statement.setString(1, event.state().partnerId());
            statement.setString(2, event.state().country());
            statement.setString(3, event.state().managedIn());
            statement.setString(4, event.state().accountEmail());
            statement.setLong(5, event.sequence());
        });
    }
}
