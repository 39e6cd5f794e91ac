/** Webhooks on the wire: what messages say, and how they get to their endpoints. */
package io.partnersupport.incident.messaging.webhook;
