package io.partnersupport.incident.domain.incident;

import io.partnersupport.incident.domain.customer.CustomerId;
import java.util.Optional;
import java.util.UUID;

/**
 * The customer for whom support is asked (I-9).
 *
 * @param domain the customer's, as the requester knows it; proves the relationship where the partner does not administer
 * @param azureSubscription the one that the request is about
 */
public record OnBehalf(CustomerId customer, Optional<String> domain, Optional<UUID> azureSubscription) {}
