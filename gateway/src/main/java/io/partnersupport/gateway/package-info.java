/** The front door: who gets in, which service answers, and one description of it all. It decides nothing else. */
package io.partnersupport.gateway;
