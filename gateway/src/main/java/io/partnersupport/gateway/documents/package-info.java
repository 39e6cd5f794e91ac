/** The one API document, merged from those of the services, and the console that uses it. */
package io.partnersupport.gateway.documents;
