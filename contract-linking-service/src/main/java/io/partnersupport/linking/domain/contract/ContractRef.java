package io.partnersupport.linking.domain.contract;

import java.util.UUID;

/** The opaque id of a contract; its Contract ID is a credential and names nothing here. */
public record ContractRef(UUID value) {}
