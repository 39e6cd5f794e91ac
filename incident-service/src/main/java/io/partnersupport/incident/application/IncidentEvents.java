package io.partnersupport.incident.application;

import io.partnersupport.incident.domain.incident.Incident;
import io.partnersupport.incident.domain.ledger.Balance;

/** Announces new states to the other services, in the running transaction. */
public interface IncidentEvents {
    void opened(Incident incident);

    void changed(Balance balance);
}
