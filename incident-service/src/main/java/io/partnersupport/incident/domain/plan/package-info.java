/** The support plans of an account, and why each can or cannot be used. */
package io.partnersupport.incident.domain.plan;
