package io.partnersupport.incident.domain.response;

import java.time.Instant;
import java.util.Optional;

/** What the editions promise. */
public interface ResponsePolicies {
    /** Of the edition in force at the instant; for an incident that is the one at its opening. */
    Optional<ResponsePolicy> inForceAt(Instant at);
}
