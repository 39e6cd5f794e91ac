/** Partners and their users. */
package io.partnersupport.entitlement.domain.partner;
