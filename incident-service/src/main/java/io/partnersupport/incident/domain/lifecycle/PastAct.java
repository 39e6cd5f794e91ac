package io.partnersupport.incident.domain.lifecycle;

import io.partnersupport.incident.domain.AccountId;
import io.partnersupport.incident.domain.incident.IncidentStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of an incident's history; never altered.
 *
 * @param details a constant, such as the resolution
 * @param sequence the incident's, after it
 */
public record PastAct(
        Act act,
        Party party,
        AccountId actor,
        Instant at,
        IncidentStatus from,
        IncidentStatus to,
        Optional<String> details,
        long sequence) {}
