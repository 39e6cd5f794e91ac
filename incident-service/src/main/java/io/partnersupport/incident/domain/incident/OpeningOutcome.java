package io.partnersupport.incident.domain.incident;

/** What became of an attempt to open an incident: {@link Opened} or {@link IncidentDecision.Refused}. */
public sealed interface OpeningOutcome permits Opened, IncidentDecision.Refused {}
