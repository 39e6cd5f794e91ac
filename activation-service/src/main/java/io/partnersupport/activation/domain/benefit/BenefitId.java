package io.partnersupport.activation.domain.benefit;

import java.util.UUID;

/** Names what one membership grants of one kind. */
public record BenefitId(UUID value) {}
