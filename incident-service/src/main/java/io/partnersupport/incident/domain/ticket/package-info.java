/** Incidents as tickets: under names that clients choose, as the Azure Support API has them. */
package io.partnersupport.incident.domain.ticket;
