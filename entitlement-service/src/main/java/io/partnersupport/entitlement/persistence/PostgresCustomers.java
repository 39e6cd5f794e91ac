package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.Versioned;
import io.partnersupport.entitlement.domain.customer.Customer;
import io.partnersupport.entitlement.domain.customer.Customers;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

@ApplicationScoped
class PostgresCustomers implements Customers, PanacheRepositoryBase<CustomerEntity, UUID> {
    @Override
    public OptionalLong add(Customer customer) {
        return Statements.raisedSequence(with(customer, getEntityManager().createNativeQuery("""
                        INSERT INTO customer (id, partner_id, tenant_id, name, domain, delegated_administration,
                                              indirect_provider, azure_access_granted, azure_subscriptions, sequence)
                        VALUES (:id, :partner, :tenant, :name, :domain, :delegated, cast(:provider AS text), :granted,
                                :subscriptions, 1)
                        ON CONFLICT DO NOTHING RETURNING sequence""", Long.class))
                .setParameter("tenant", customer.tenantId()));
    }

    @Override
    public Optional<Versioned<Customer>> find(PartnerId partner, UUID id) {
        return find("partnerId = ?1 and id = ?2 and not withdrawn", partner.value(), id)
                .firstResultOptional()
                .map(entity -> new Versioned<>(entity.toCustomer(), entity.sequence));
    }

    @Override
    public List<Customer> of(PartnerId partner, Optional<UUID> after, int limit) {
        return list("partnerId", partner, after, limit);
    }

    @Override
    public List<Customer> servedBy(PartnerId indirectProvider, Optional<UUID> after, int limit) {
        return list("indirectProvider", indirectProvider, after, limit);
    }

    private List<Customer> list(String field, PartnerId partner, Optional<UUID> after, int limit) {
        return find(
                        field + " = ?1 and not withdrawn and id > ?2 order by id",
                        partner.value(),
                        after.orElse(Statements.BEFORE_ALL))
                .range(0, limit - 1)
                .stream()
                .map(CustomerEntity::toCustomer)
                .toList();
    }

    @Override
    public Ties tiesOf(PartnerId partner, String tenantId) {
        String ofPartner = "partnerId = ?1 and not withdrawn";
        return new Ties(
                isThere(ofPartner, partner.value()),
                isThere(ofPartner + " and indirectProvider is not null", partner.value()),
                isThere(ofPartner + " and tenantId = ?2", partner.value(), tenantId),
                isThere("indirectProvider = ?1 and not withdrawn", partner.value()));
    }

    private boolean isThere(String query, Object... parameters) {
        return find(query, parameters).firstResultOptional().isPresent();
    }

    @Override
    public OptionalLong replace(Versioned<Customer> changed) {
        return Statements.raisedSequence(
                with(changed.state(), getEntityManager().createNativeQuery("""
                        UPDATE customer SET name = :name, domain = :domain, delegated_administration = :delegated,
                               indirect_provider = cast(:provider AS text), azure_access_granted = :granted,
                               azure_subscriptions = :subscriptions, withdrawn = :withdrawn, sequence = sequence + 1
                        WHERE id = :id AND partner_id = :partner AND sequence = :sequence RETURNING sequence""", Long.class))
                        .setParameter("withdrawn", changed.state().withdrawn())
                        .setParameter("sequence", changed.sequence()));
    }

    private static Query with(Customer customer, Query statement) {
        return statement
                .setParameter("id", customer.id())
                .setParameter("partner", customer.partnerId().value())
                .setParameter("name", customer.name())
                .setParameter("domain", customer.domain())
                .setParameter("delegated", customer.delegatedAdministration())
                .setParameter(
                        "provider",
                        customer.indirectProvider().map(PartnerId::value).orElse(null))
                .setParameter("granted", customer.azureAccessGranted())
                .setParameter("subscriptions", customer.azureSubscriptions().toArray(UUID[]::new));
    }
}
