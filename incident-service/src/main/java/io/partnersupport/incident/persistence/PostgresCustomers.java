package io.partnersupport.incident.persistence;

import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.customer.Customer;
import io.partnersupport.incident.domain.customer.Customers;
import io.partnersupport.kit.event.EventJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PostgresCustomers implements Customers {
    private final EntityManager entityManager;
    private final EventJson json;

    PostgresCustomers(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    /** Own customers before those of resellers. */
    @Override
    public Optional<Customer> ofSubscription(PartnerId partner, UUID azureSubscription) {
        return Rows.of(entityManager
                        .createNativeQuery("""
                                SELECT details FROM customer
                                WHERE CAST(details AS jsonb) -> 'azureSubscriptions' @> to_jsonb(CAST(:subscription AS text))
                                    AND :partner IN (partner_id, indirect_provider) AND NOT withdrawn
                                ORDER BY partner_id <> :partner, customer_id LIMIT 1""", Tuple.class)
                        .setParameter("subscription", azureSubscription.toString())
                        .setParameter("partner", partner.value()))
                .findFirst()
                .map(row -> json.read(row.get("details", String.class), Customer.class));
    }
}
