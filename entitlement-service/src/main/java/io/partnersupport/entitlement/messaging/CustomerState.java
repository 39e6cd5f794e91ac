package io.partnersupport.entitlement.messaging;

import io.partnersupport.entitlement.domain.PartnerId;
import io.partnersupport.entitlement.domain.customer.Customer;
import java.util.List;
import java.util.UUID;

record CustomerState(
        UUID customerId,
        String partnerId,
        String name,
        String domain,
        String tenantId,
        boolean delegatedAdministration,
        String indirectProvider,
        boolean azureAccessGranted,
        List<UUID> azureSubscriptions,
        boolean withdrawn) {
    static CustomerState from(Customer customer) {
        return new CustomerState(
                customer.id(),
                customer.partnerId().value(),
                customer.name(),
                customer.domain(),
                customer.tenantId(),
                customer.delegatedAdministration(),
                customer.indirectProvider().map(PartnerId::value).orElse(null),
                customer.azureAccessGranted(),
                customer.azureSubscriptions(),
                customer.withdrawn());
    }
}
