/** Who may activate a benefit, when it is done, and what the contract then brings: plain Java, no framework. */
package io.partnersupport.activation.domain;
