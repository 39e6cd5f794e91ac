/** Cloud services: used by somebody who assigned themselves, or by keys. */
package io.partnersupport.activation.domain.cloud;
