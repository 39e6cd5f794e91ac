package io.partnersupport.linking.api;

import io.partnersupport.kit.paging.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "A part of a list of links")
record ContractLinkPage(
        List<ContractLinkResponse> items,
        String nextCursor,

        @Schema(description = "The instant up to which contracts and units left are known here")
        Instant asOf) {
    static ContractLinkPage from(Page<ContractLinkResponse> page, Optional<Instant> asOf) {
        return new ContractLinkPage(page.items(), page.nextCursor(), asOf.orElse(null));
    }
}
