/** The contract of one partner and benefit year, and the pair that is its credential: nothing here prints it. */
package io.partnersupport.activation.domain.contract;
