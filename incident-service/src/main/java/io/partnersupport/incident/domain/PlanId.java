package io.partnersupport.incident.domain;

import java.util.Objects;
import java.util.UUID;

/** Names a support plan; that of a contract's line has the id of the benefit. */
public record PlanId(UUID value) {
    public PlanId {
        Objects.requireNonNull(value);
    }
}
