/** Product keys: where they come from, and who may see them. */
package io.partnersupport.activation.domain.key;
