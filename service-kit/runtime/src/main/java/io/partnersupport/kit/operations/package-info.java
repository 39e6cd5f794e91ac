/** What program operators do with a service's events: the same resources in every service. */
package io.partnersupport.kit.operations;
