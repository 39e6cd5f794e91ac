package io.partnersupport.activation.api;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "What is cancelled: either a membership or one go-to-market offer")
record CancellationRequest(
        @Schema(examples = "019e4a10-0000-7000-8000-000000000001")
        UUID membershipId,

        @Schema(description = "A go-to-market offer") UUID offerId) {}
