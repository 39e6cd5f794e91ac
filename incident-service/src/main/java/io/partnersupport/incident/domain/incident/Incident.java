package io.partnersupport.incident.domain.incident;

/**
 * One support case.
 *
 * @param number for people: 13 digits, beginning with the day
 * @param opening how it came to be
 */
public record Incident(String number, IncidentStatus status, Opening opening) {}
