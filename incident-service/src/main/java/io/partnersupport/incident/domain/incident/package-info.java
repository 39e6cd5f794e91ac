/** Incidents: what is asked, whether it is accepted and under which plan. */
package io.partnersupport.incident.domain.incident;
