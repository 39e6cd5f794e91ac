/** Whether a partner's benefits cover a product, and why. */
package io.partnersupport.entitlement.domain.coverage;
