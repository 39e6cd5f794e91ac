/** Purchases and how long they last. */
package io.partnersupport.entitlement.domain.membership;
