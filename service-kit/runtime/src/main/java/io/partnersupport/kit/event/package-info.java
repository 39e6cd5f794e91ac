/**
 * State events: the outbox and its relay on the way out, projections and reactions on the way in (ARCHITECTURE.md
 * chapter 4, ADR 0003 and 0004).
 */
package io.partnersupport.kit.event;
