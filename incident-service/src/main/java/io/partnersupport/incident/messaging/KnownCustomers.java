package io.partnersupport.incident.messaging;

import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.customer.Customer;
import io.partnersupport.incident.domain.customer.CustomerId;
import io.partnersupport.kit.event.EventJson;
import io.partnersupport.kit.event.ProjectionTable;
import io.partnersupport.kit.event.StateEvent;
import io.partnersupport.kit.event.StateProjection;
import io.partnersupport.kit.persistence.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which customers a partner reaches, and how. */
@ApplicationScoped
class KnownCustomers implements StateProjection<KnownCustomers.CustomerState> {
    record CustomerState(
            UUID customerId,
            String partnerId,
            String domain,
            UUID tenantId,
            boolean delegatedAdministration,
            String indirectProvider,
            boolean azureAccessGranted,
            Set<UUID> azureSubscriptions,
            boolean withdrawn) {
        Customer toCustomer() {
            return new Customer(
                    new CustomerId(customerId),
                    new PartnerId(partnerId),
                    domain,
                    tenantId,
                    delegatedAdministration,
                    Optional.ofNullable(indirectProvider).map(PartnerId::new),
                    azureAccessGranted,
                    azureSubscriptions);
        }
    }

    private final EntityManager entityManager;
    private final EventJson json;

    KnownCustomers(EntityManager entityManager, EventJson json) {
        this.entityManager = entityManager;
        this.json = json;
    }

    @Override
    public String topic() {
        return "entitlement.customers";
    }

    @Override
    public Class<CustomerState> stateType() {
        return CustomerState.class;
    }

    @Override
    public List<ProjectionTable> tables() {
        return List.of(ProjectionTable.of("customer", "customer_id", "uuid"));
    }

    @Override
    public void apply(List<StateEvent<CustomerState>> newest) {
        SqlBatch.execute(entityManager, """
                INSERT INTO customer AS known (customer_id, partner_id, indirect_provider, details, withdrawn, sequence)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (customer_id) DO UPDATE SET partner_id = excluded.partner_id,
                    indirect_provider = excluded.indirect_provider, details = excluded.details,
                    withdrawn = excluded.withdrawn, sequence = excluded.sequence
                WHERE known.sequence < excluded.sequence""", newest, (statement, event) -> {
            CustomerState customer = event.state();
            statement.setObject(1, customer.customerId());
            statement.setString(2, customer.partnerId());
            statement.setString(3, customer.indirectProvider());
            statement.setString(4, json.write(customer.toCustomer()));
            statement.setBoolean(5, customer.withdrawn());
            statement.setLong(6, event.sequence());
        });
    }
}
