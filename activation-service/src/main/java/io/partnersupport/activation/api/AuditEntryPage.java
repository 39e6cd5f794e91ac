package io.partnersupport.activation.api;

import io.partnersupport.kit.paging.Page;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A page of audit entries")
record AuditEntryPage(
        List<AuditEntryResponse> items,

        @Schema(description = "Names the next page; null on the last")
        String nextCursor) {
    static final String EXAMPLE = """
            {
              "items": [{
                "id": "019e4a30-0000-7000-8000-000000000001", "at": "2026-03-02T09:30:00Z", "partnerId": "4960001",
                "actor": "8f2c0001-0000-4000-8000-000000000001", "role": "global-admin",
                "action": "ACTIVATION_REQUESTED", "subject": "019e4a10-0002-7000-8000-000000000001",
                "from": "AVAILABLE", "to": "REQUESTED", "reason": null
              }],
              "nextCursor": null
            }""";

    static AuditEntryPage from(Page<AuditEntryResponse> page) {
        return new AuditEntryPage(page.items(), page.nextCursor());
    }
}
