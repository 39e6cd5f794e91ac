package io.partnersupport.incident.domain.customer;

import io.partnersupport.incident.domain.AccountId;
import java.util.Set;

/**
 * The accounts that may file for a customer besides the admin agents of its partner (I-9).
 *
 * @param sequence rises with each change; 0 before the first
 */
public record SupportGroup(CustomerId customer, Set<AccountId> members, long sequence) {
    public SupportGroup {
        members = Set.copyOf(members);
    }
}
