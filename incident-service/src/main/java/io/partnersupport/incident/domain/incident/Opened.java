package io.partnersupport.incident.domain.incident;

import io.partnersupport.incident.domain.ledger.Balance;
import java.util.Optional;

/**
 * An incident that was opened.
 *
 * @param balance of its plan, after it was paid; empty if it was opened under none
 */
public record Opened(Incident incident, Optional<Balance> balance) implements OpeningOutcome {}
