package io.partnersupport.incident.api.azure;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far a creation is: always done, because it was decided before it was answered. */
record AzureOperationResponse(
        String id,
        String name,
        @Schema(enumeration = "Succeeded") String status,
        Instant startTime,
        Instant endTime) {
    static AzureOperationResponse succeeded(String path, UUID id, Instant at) {
        return new AzureOperationResponse(path + "/operationsStatus/" + id, id.toString(), "Succeeded", at, at);
    }
}
