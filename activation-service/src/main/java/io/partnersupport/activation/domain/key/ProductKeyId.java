package io.partnersupport.activation.domain.key;

import java.util.UUID;

/** The opaque name of a product key. */
public record ProductKeyId(UUID value) {}
