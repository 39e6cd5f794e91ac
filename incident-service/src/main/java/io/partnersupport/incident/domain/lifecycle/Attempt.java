package io.partnersupport.incident.domain.lifecycle;

import io.partnersupport.incident.domain.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody's wish to do something to an incident.
 *
 * @param resolution of closing and resolving
 */
public record Attempt(Act act, Party party, AccountId actor, Optional<Resolution> resolution, Instant at) {
    /** What time does on its own. */
    public static final AccountId CLOCK = new AccountId("incident-service");

    public static Attempt of(Act act, Party party, AccountId actor, Instant at) {
        return new Attempt(act, party, actor, Optional.empty(), at);
    }

    public static Attempt ending(Act act, Party party, AccountId actor, Resolution resolution, Instant at) {
        return new Attempt(act, party, actor, Optional.of(resolution), at);
    }
}
