/** What every request passes first: its trace and log line, the limits of its form, and the check of its token. */
package io.partnersupport.gateway.access;
