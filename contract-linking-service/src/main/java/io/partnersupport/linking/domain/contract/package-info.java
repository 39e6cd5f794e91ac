/** A contract as linking sees it: its lines, what is left on them, and whether it can still be used. */
package io.partnersupport.linking.domain.contract;
