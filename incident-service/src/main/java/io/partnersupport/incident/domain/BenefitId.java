package io.partnersupport.incident.domain;

import java.util.Objects;
import java.util.UUID;

/** Names a granted benefit, its line on the contract, its balance, and the plan that it is to a linked account. */
public record BenefitId(UUID value) {
    public BenefitId {
        Objects.requireNonNull(value);
    }
}
