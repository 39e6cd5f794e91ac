package io.partnersupport.linking.application;

import io.partnersupport.linking.domain.attempt.FailedAccessIds.Suspicious;
import java.time.Instant;
import java.util.UUID;

/** Tells operators, in the running transaction. */
public interface LinkingAlerts {
    /** Many accounts fail on one Access ID. */
    void accessIdUnderAttack(UUID alertId, Suspicious accessId, Instant since, Instant at);
}
