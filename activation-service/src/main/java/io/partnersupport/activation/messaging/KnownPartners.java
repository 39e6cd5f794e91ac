package io.partnersupport.activation.messaging;

import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;

/** Where the memberships of partners are managed and which address their account has, from entitlement-service. */
@ApplicationScoped
class KnownPartners implements StateProjection<KnownPartners.KnownPartner> {
    record KnownPartner(String partnerId, String managedIn, String accountEmail) {}

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
                INSERT INTO known_partner AS known (id, managed_in, account_email, sequence) VALUES (?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET managed_in = excluded.managed_in,
                    account_email = excluded.account_email, sequence = excluded.sequence
                WHERE known.sequence < excluded.sequence""", newest, (statement, event) -> {
            statement.setString(1, event.state().partnerId());
            statement.setString(2, event.state().managedIn());
            statement.setString(3, event.state().accountEmail());
            statement.setLong(4, event.sequence());
        });
    }
}
