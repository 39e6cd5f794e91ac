package io.partnersupport.entitlement.persistence;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.customer.Customer;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Entity
@Table(name = "customer")
class CustomerEntity {
    @Id
    UUID id;

    String partnerId;
    String tenantId;
    String name;
    String domain;
    boolean delegatedAdministration;
    String indirectProvider;
    boolean azureAccessGranted;
    UUID[] azureSubscriptions;
    boolean withdrawn;
    long sequence;

    Customer toCustomer() {
        return new Customer(
                id,
                new PartnerId(partnerId),
                tenantId,
                name,
                domain,
                delegatedAdministration,
                Optional.ofNullable(indirectProvider).map(PartnerId::new),
                azureAccessGranted,
                List.of(azureSubscriptions),
                withdrawn);
    }
}
