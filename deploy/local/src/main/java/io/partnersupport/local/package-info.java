/** Starts, stops and fills the whole suite on one machine, as real processes; and signs its demo people in. */
package io.partnersupport.local;
