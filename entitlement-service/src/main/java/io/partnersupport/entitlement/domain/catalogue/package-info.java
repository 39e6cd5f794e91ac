/** Editions of the program: what can be bought and what it grants. */
package io.partnersupport.entitlement.domain.catalogue;
