package io.partnersupport.incident.domain.ticket;

import io.partnersupport.incident.domain.customer.Customer;
import java.util.Optional;
import java.util.UUID;

/**
 * Where names of tickets are unique.
 *
 * @param owner the partner, or the account if it belongs to none
 * @param subscription the Azure subscription that the tickets are about; empty for those about none
 * @param customer whose subscription it is
 */
public record TicketScope(String owner, Optional<UUID> subscription, Optional<Customer> customer) {}
