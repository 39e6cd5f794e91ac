package io.partnersupport.incident.application;

import io.partnersupport.incident.domain.alert.AlertKind;
import io.partnersupport.incident.domain.alert.Alerts.UnansweredIncident;
import io.partnersupport.incident.domain.ledger.Balance;
import java.time.Instant;
import java.util.UUID;

/** Tells facts in the running transaction: to the other services, to the partner's endpoints. */
public interface AlertEvents {
    void told(UUID id, AlertKind kind, Balance balance, Instant at);

    void told(UUID id, AlertKind kind, UnansweredIncident incident, Instant at);
}
