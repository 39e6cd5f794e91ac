/** Whether an access token is good: the identity provider's keys, and the tokens that were found good before. */
package io.partnersupport.gateway.token;
