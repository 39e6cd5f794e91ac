package io.partnersupport.activation.domain.contract;

import java.util.UUID;

/** The opaque name of a contract, which says nothing about its pair. */
public record ContractRef(UUID value) {}
