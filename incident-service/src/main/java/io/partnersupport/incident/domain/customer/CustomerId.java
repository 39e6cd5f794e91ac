package io.partnersupport.incident.domain.customer;

import java.util.Objects;
import java.util.UUID;

/** Names a customer relationship of a partner. */
public record CustomerId(UUID value) {
    public CustomerId {
        Objects.requireNonNull(value);
    }
}
