package io.partnersupport.activation.api;

import io.partnersupport.activation.domain.key.KeyPools.KeyImport;
import io.partnersupport.activation.domain.key.KeyPools.KeyPool;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "The pools of product keys")
record KeyPoolListResponse(List<KeyPoolResponse> items) {

    @Schema(description = "The keys of one kind of benefit")
    record KeyPoolResponse(
            @Schema(examples = "windows-11-enterprise") String kind,

            @Schema(examples = "990") long available,

            @Schema(examples = "10") long handedOut,

            @Schema(description = "When it was filled last, or null")
            Instant lastImportedAt,

            @Schema(description = "The operator who filled it last, or null")
            String lastImportedBy) {
        static KeyPoolResponse from(KeyPool pool) {
            return new KeyPoolResponse(
                    pool.kind(),
                    pool.available(),
                    pool.handedOut(),
                    pool.lastImport().map(KeyImport::at).orElse(null),
                    pool.lastImport().map(KeyImport::by).orElse(null));
        }
    }
}
