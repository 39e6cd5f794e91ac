/** Plain Java: what may be linked by whom, and why not. */
package io.partnersupport.linking.domain;
