/** Products and the lifecycle of their versions, as the catalogue's owner says they are. */
package io.partnersupport.incident.domain.product;
