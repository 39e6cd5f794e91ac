package io.partnersupport.incident.application;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.customer.CustomerId;
import io.partnersupport.incident.domain.customer.SupportGroup;
import io.partnersupport.incident.domain.customer.SupportGroups;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/** Says who may file for a customer besides the admin agents (I-9). */
@ApplicationScoped
public class ManageSupportGroup {
    private final SupportGroups groups;
    private final Clock clock;

    ManageSupportGroup(SupportGroups groups, Clock clock) {
        this.groups = groups;
        this.clock = clock;
    }

    public Optional<SupportGroup> find(CustomerId customer, PartnerId partner) {
        return groups.find(customer, partner);
    }

    /** Replaces the members; empty if the group was changed since its sequence. */
    @Transactional
    public Optional<SupportGroup> replace(SupportGroup group, AccountId by) {
        return groups.replace(group, by, clock.instant());
    }
}
