package io.partnersupport.activation.domain.audit;

/** Every change of a state, for good. */
public interface AuditTrail {
    void add(AuditEntry entry);
}
