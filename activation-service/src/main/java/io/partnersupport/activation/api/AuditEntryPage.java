package io.partnersupport.activation.api;

import io.partnersupport.kit.paging.Page;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A page of audit entries")
record AuditEntryPage(
        List<AuditEntryResponse> items,

        @Schema(description = "Names the next page; null on the last")
        String nextCursor) {
    static AuditEntryPage from(Page<AuditEntryResponse> page) {
        return new AuditEntryPage(page.items(), page.nextCursor());
    }
}
