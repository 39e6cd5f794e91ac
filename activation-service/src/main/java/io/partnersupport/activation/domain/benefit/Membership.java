package io.partnersupport.activation.domain.benefit;

import io.partnersupport.activation.domain.PartnerId;
import java.time.LocalDate;

/** What a partner bought, as far as known here. */
public record Membership(
        MembershipId id, PartnerId partnerId, LocalDate purchasedOn, Policies policies, boolean withdrawn) {}
