/** Keys from the environment and what is sealed with them. */
package io.partnersupport.kit.secret;
