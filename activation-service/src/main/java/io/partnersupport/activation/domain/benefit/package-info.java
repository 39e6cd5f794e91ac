/** What a partner was granted, as entitlement-service decided, and how it shows here. */
package io.partnersupport.activation.domain.benefit;
