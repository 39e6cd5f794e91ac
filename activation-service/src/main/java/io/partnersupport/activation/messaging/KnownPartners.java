package io.partnersupport.activation.messaging;

import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;

/** Where partners are, and where their memberships are managed, from entitlement-service. */
@ApplicationScoped
class KnownPartners implements StateProjection<KnownPartners.KnownPartner> {
    record KnownPartner(String partnerId, String country, String managedIn) {}

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
    public void apply(List<StateEvent<KnownPartner>> newest) {
        SqlBatch.execute(entityManager, """
                INSERT INTO known_partner AS known (id, country, managed_in, sequence) VALUES (?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET country = excluded.country, managed_in = excluded.managed_in, sequence = excluded.sequence
                WHERE known.sequence < excluded.sequence""", newest, (statement, event) -> {
            statement.setString(1, event.state().partnerId());
            statement.setString(2, event.state().country());
            statement.setString(3, event.state().managedIn());
            statement.setLong(4, event.sequence());
        });
    }
}
