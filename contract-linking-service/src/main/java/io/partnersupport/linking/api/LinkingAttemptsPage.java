package io.partnersupport.linking.api;

import io.partnersupport.kit.paging.Page;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A part of the list of accounts whose failed pairs still count")
record LinkingAttemptsPage(List<LinkingAttemptsResponse> items, String nextCursor) {
    static LinkingAttemptsPage from(Page<LinkingAttemptsResponse> page) {
        return new LinkingAttemptsPage(page.items(), page.nextCursor());
    }
}
