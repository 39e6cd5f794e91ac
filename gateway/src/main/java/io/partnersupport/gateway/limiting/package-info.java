/** How often a client address, an account and a partner may ask. */
package io.partnersupport.gateway.limiting;
