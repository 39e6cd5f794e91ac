/** What a service does between its start and its first request. */
package io.partnersupport.kit.start;
