/** Which incidents somebody sees in a list, and in which order (I-13). */
package io.partnersupport.incident.domain.queue;
