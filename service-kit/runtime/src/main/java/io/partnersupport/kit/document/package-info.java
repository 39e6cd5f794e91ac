/** Completes the API document at build time with what annotations would bury the resources under. */
package io.partnersupport.kit.document;
