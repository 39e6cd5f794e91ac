/** Software benefits: what can be chosen and downloaded. */
package io.partnersupport.activation.domain.software;
