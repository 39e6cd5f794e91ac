/** PostgreSQL behind the domain's ports. */
package io.partnersupport.activation.persistence;
