package io.partnersupport.linking.domain.contract;

import java.util.UUID;

/** Names a contract line and its balance. */
public record BenefitId(UUID value) {}
