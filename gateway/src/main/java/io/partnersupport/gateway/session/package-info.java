/** Sign-in for browsers: the person has a sealed cookie, the gateway has the tokens, and no page ever sees one. */
package io.partnersupport.gateway.session;
