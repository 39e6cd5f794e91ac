/** Which service owns a path, and the way of a request there and back. */
package io.partnersupport.gateway.routing;
