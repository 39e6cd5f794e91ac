/** How often an account may try pairs that do not match (L-3). */
package io.partnersupport.linking.domain.attempt;
