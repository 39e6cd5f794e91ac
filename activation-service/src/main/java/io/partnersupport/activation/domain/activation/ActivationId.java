package io.partnersupport.activation.domain.activation;

import java.util.UUID;

/** Names one request to activate a benefit. */
public record ActivationId(UUID value) {}
