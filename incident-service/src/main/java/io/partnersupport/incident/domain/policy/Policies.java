package io.partnersupport.incident.domain.policy;

import java.time.Instant;
import java.util.Optional;

/** The policies of the edition that is in force at an instant; empty while no such edition is known here. */
public interface Policies {
    Optional<IncidentPolicy> ofIncidents(Instant at);

    Optional<AdvisoryPolicy> ofAdvice(Instant at);
}
