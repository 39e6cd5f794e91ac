package io.partnersupport.linking.api;

import io.partnersupport.kit.paging.Page;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A part of the audit trail, the latest first")
record LinkAuditEntryPage(List<LinkAuditEntryResponse> items, String nextCursor) {
    static LinkAuditEntryPage from(Page<LinkAuditEntryResponse> page) {
        return new LinkAuditEntryPage(page.items(), page.nextCursor());
    }
}
