/** HTTP: resources, what they take and give, and how refusals are told. */
package io.partnersupport.activation.api;
