/** What may be done to an incident after it was opened, by whom, and what becomes of it (I-12). */
package io.partnersupport.incident.domain.lifecycle;
