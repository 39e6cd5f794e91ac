/** Support plans that a partner pays for (E-14). */
package io.partnersupport.entitlement.domain.plan;
