/** Advice by the hour: what a partner may ask for, and which hours pay (I-14). */
package io.partnersupport.incident.domain.advisory;
