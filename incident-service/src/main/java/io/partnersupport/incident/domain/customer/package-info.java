/** Customers of Cloud Solution Provider partners, and what such a partner is. */
package io.partnersupport.incident.domain.customer;
