package io.partnersupport.incident.domain.customer;

import io.partnersupport.incident.domain.PartnerId;
import java.util.Optional;
import java.util.UUID;

/** The customers that partners reach. */
public interface Customers {
    /** The customer of the partner, or of a reseller of it, to whom an Azure subscription belongs. */
    Optional<Customer> ofSubscription(PartnerId partner, UUID azureSubscription);
}
