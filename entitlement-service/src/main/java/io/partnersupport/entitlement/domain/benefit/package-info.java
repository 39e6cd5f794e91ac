/** What memberships grant to a partner. */
package io.partnersupport.entitlement.domain.benefit;
