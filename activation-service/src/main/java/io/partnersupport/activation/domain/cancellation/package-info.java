/** Cancellation and refund. */
package io.partnersupport.activation.domain.cancellation;
