/** Who is entitled to what, and why: plain Java, no framework. */
package io.partnersupport.entitlement.domain;
