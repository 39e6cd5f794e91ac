/** Go-to-market: the marketing contact, and offers that are pending, then active for a while. */
package io.partnersupport.activation.domain.gotomarket;
