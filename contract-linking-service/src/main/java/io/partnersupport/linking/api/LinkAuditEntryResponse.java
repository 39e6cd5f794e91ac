package io.partnersupport.linking.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.linking.domain.audit.AuditEntry;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "One thing that was done to a link, or to the attempts of an account")
record LinkAuditEntryResponse(
        UUID id,
        Instant at,

        @Schema(
                description = "The subject of who did it, or this service",
                examples = "8f2c0001-0000-4000-8000-000000000001")
        String actor,

        @Schema(
                description = "In which role: account means as the owner of the link",
                enumeration = {"account", "global-admin", "mpn-partner-admin", "program-operator", "service"})
        String role,

        AuditEntry.LinkAction action,

        @Schema(
                description = "Whose link or attempts, by the subject of the account's tokens",
                examples = "8f2c0001-0000-4000-8000-000000000011")
        String account,

        @Schema(description = "The contract's opaque id; absent where it is about attempts")
        UUID contract,

        @Schema(description = "Absent where it is about attempts")
        UUID link) {
    static LinkAuditEntryResponse from(AuditEntry entry) {
        return new LinkAuditEntryResponse(
                entry.id(),
                entry.at(),
                entry.actor().id(),
                entry.actor().role(),
                entry.action(),
                entry.account().subject(),
                entry.about().map(about -> about.contract().value()).orElse(null),
                entry.about().map(about -> about.link().value()).orElse(null));
    }
}
