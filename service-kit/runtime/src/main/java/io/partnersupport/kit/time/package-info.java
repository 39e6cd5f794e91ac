/** Time. */
package io.partnersupport.kit.time;
