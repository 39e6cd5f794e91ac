package io.partnersupport.incident.domain;

import java.util.Objects;
import java.util.UUID;

/** The opaque name of a contract. Not the Contract ID that people type: that one is a credential. */
public record ContractRef(UUID value) {
    public ContractRef {
        Objects.requireNonNull(value);
    }
}
