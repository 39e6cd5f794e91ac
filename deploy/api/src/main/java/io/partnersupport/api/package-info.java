/** The gates that the merged API document has to pass. */
package io.partnersupport.api;
