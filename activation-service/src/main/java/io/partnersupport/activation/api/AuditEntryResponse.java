package io.partnersupport.activation.api;

import io.partnersupport.activation.domain.audit.AuditEntries.Recorded;
import io.partnersupport.activation.domain.audit.AuditEntry;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "One change of a state: who, in which role, when, from what to what, and why")
record AuditEntryResponse(
        UUID id,
        Instant at,
        String partnerId,

        @Schema(description = "A userId, or the service's own name where its worker did it")
        String actor,

        @Schema(examples = "global-admin") String role,

        @Schema(description = "What happened", examples = "ACTIVATION_REQUESTED")
        String action,

        @Schema(description = "The benefit or contract that changed")
        UUID subject,

        @Schema(description = "null where it began to exist", examples = "REQUESTED")
        String from,

        @Schema(examples = "ACTIVE") String to,

        @Schema(description = "Why, where a reason was given")
        String reason) {
    static AuditEntryResponse from(Recorded recorded) {
        AuditEntry entry = recorded.entry();
        return new AuditEntryResponse(
                recorded.id(),
                entry.at(),
                entry.partnerId().value(),
                entry.actor().id(),
                entry.actor().role(),
                entry.action().name(),
                entry.subject(),
                entry.from().orElse(null),
                entry.to(),
                entry.reason().orElse(null));
    }
}
