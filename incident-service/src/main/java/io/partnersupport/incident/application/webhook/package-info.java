/** Use cases of webhooks, and what they need from the network. */
package io.partnersupport.incident.application.webhook;
