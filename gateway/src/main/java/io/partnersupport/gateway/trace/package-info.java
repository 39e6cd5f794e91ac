/** What is known about a request from its first byte to its log line. */
package io.partnersupport.gateway.trace;
