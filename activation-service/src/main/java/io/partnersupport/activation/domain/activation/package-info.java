/** The workflow from a request to an active benefit. */
package io.partnersupport.activation.domain.activation;
