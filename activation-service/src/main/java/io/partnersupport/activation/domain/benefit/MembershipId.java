package io.partnersupport.activation.domain.benefit;

import java.util.UUID;

/** Names one purchase. */
public record MembershipId(UUID value) {}
