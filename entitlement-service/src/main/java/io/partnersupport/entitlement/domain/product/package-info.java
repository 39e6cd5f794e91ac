/** Products, their versions and lifecycle. */
package io.partnersupport.entitlement.domain.product;
