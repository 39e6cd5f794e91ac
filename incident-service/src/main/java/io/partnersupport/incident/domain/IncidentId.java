package io.partnersupport.incident.domain;

import java.util.Objects;
import java.util.UUID;

public record IncidentId(UUID value) {
    public IncidentId {
        Objects.requireNonNull(value);
    }
}
