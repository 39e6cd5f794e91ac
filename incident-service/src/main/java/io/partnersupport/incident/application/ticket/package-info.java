/** What clients of tickets do with incidents, by the use cases of incidents. */
package io.partnersupport.incident.application.ticket;
