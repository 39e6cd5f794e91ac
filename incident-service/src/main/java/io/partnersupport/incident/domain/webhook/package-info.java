/** Alerts told to a partner's own endpoints (I-15): where they may go, when they are tried again, what became of them. */
package io.partnersupport.incident.domain.webhook;
