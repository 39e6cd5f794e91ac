/** Customers that a partner of the Cloud Solution Provider program reaches (E-16). */
package io.partnersupport.entitlement.domain.customer;
