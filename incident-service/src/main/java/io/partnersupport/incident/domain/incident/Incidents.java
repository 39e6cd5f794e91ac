package io.partnersupport.incident.domain.incident;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.IncidentId;
import java.util.List;
import java.util.Optional;

/** The opened incidents. */
public interface Incidents {
    Optional<Incident> find(IncidentId id);

    /** Those that the account opened, newest first, after the given one. */
    List<Incident> openedBy(AccountId account, Optional<IncidentId> after, int limit);
}
