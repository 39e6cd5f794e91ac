/** Who changed what, and when. */
package io.partnersupport.activation.domain.audit;
