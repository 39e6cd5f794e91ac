package io.partnersupport.entitlement.domain.customer;

import io.partnersupport.entitlement.domain.PartnerId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A customer tenant that a partner reaches (E-16).
 *
 * @param tenantId says who the customer is and never changes
 * @param delegatedAdministration whether the partner administers the tenant
 * @param indirectProvider through which an indirect reseller sells to this customer
 * @param azureAccessGranted whether that provider lets the reseller reach the customer's Azure account
 * @param azureSubscriptions those that the partner manages
 */
public record Customer(
        UUID id,
        PartnerId partnerId,
        String tenantId,
        String name,
        String domain,
        boolean delegatedAdministration,
        Optional<PartnerId> indirectProvider,
        boolean azureAccessGranted,
        List<UUID> azureSubscriptions,
        boolean withdrawn) {
    public Customer {
        azureSubscriptions = List.copyOf(azureSubscriptions);
    }

    /** What of a customer its partner may change. */
    public record Details(
            String name,
            String domain,
            boolean delegatedAdministration,
            Optional<PartnerId> indirectProvider,
            List<UUID> azureSubscriptions) {
        public Details {
            azureSubscriptions = List.copyOf(azureSubscriptions);
        }
    }

    public static Customer of(UUID id, PartnerId partnerId, String tenantId, Details details) {
        return new Customer(
                id,
                partnerId,
                tenantId,
                details.name(),
                details.domain(),
                details.delegatedAdministration(),
                details.indirectProvider(),
                false,
                details.azureSubscriptions(),
                false);
    }

    /** A grant is the one provider's who gave it: with another provider it is gone. */
    public Customer with(Details details) {
        Customer changed = of(id, partnerId, tenantId, details);
        return changed.withAzureAccess(azureAccessGranted && indirectProvider.equals(details.indirectProvider()));
    }

    public Customer withAzureAccess(boolean granted) {
        return new Customer(
                id,
                partnerId,
                tenantId,
                name,
                domain,
                delegatedAdministration,
                indirectProvider,
                granted,
                azureSubscriptions,
                withdrawn);
    }

    public Customer withdraw() {
        return new Customer(
                id,
                partnerId,
                tenantId,
                name,
                domain,
                delegatedAdministration,
                indirectProvider,
                azureAccessGranted,
                azureSubscriptions,
                true);
    }
}
