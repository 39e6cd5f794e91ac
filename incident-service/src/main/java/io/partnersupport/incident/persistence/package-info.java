/** PostgreSQL behind the domain's ports. */
package io.partnersupport.incident.persistence;
