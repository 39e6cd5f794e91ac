package io.partnersupport.incident.domain.lifecycle;

import io.partnersupport.incident.domain.AccountId;
import java.time.Instant;
import java.util.UUID;

/** What one side wrote to the other. */
public record Communication(UUID id, Party party, AccountId author, String text, Instant at) {
    /** Only whom it concerns may read what was typed: nothing of it in a log. */
    @Override
    public String toString() {
        return "Communication[%s, %s]".formatted(id, party);
    }
}
