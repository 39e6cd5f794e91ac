/** When an incident is answered first, and how that instant was computed (I-10). */
package io.partnersupport.incident.domain.response;
