/** Who calls: the one place that reads the claims of a token. */
package io.partnersupport.kit.identity;
