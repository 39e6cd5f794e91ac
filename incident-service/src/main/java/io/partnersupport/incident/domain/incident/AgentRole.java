package io.partnersupport.incident.domain.incident;

/** Roles that decide who may ask support for a customer (E-13, I-9). */
public enum AgentRole {
    ADMIN_AGENT,
    GLOBAL_ADMIN,
    HELPDESK_AGENT
}
