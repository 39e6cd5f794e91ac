package io.partnersupport.linking.api;

import io.partnersupport.linking.domain.contract.Portal;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "The pair of a contract to link, as the person typed it")
record LinkContractRequest(
        @NotNull
        @Schema(
                description = "10 digits, the last a check digit; hyphens and spaces do not matter",
                maxLength = 64,
                examples = "4024007108")
        String accessId,

        @NotNull
        @Schema(
                description = "12 letters and digits; hyphens, spaces and case do not matter,"
                        + " and O, I and L are read as 0, 1 and 1",
                maxLength = 64,
                examples = "7K3M-9QXA-2T4B")
        String contractId,

        @NotNull @Schema(description = "Where the person is; the notices are for this portal")
        Portal portal) {
    /** The IDs are a credential: never in a log. */
    @Override
    public String toString() {
        return "LinkContractRequest[" + portal + "]";
    }
}
