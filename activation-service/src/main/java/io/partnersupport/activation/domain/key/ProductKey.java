package io.partnersupport.activation.domain.key;

/** A product key as it is kept: encrypted, bound to its id. */
public record ProductKey(ProductKeyId id, String sealed) {}
