/** Under which plan an incident may be opened, and what it costs: plain Java, no framework. */
package io.partnersupport.incident.domain;
