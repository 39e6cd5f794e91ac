/** Files that both sides add to an incident (I-12). */
package io.partnersupport.incident.domain.attachment;
