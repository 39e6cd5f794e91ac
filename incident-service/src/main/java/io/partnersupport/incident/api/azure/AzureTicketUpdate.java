package io.partnersupport.incident.api.azure;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.partnersupport.incident.api.azure.AzureTicketRequest.AzureSecondaryConsent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is to be different about a ticket; what is left out stays. */
@JsonIgnoreProperties(ignoreUnknown = true)
record AzureTicketUpdate(
        @Pattern(regexp = AzureTicketRequest.SEVERITY, message = AzureTicketRequest.SEVERITY_MESSAGE)
        String severity,

        @Pattern(regexp = "(?i)open|closed", message = "azure-status")
        @Schema(description = "closed: taken back if nobody has answered yet, else resolved; open: reopened")
        String status,

        @Valid @Schema(description = "Only the fields that are to be different")
        AzureContactUpdate contactDetails,

        @Pattern(regexp = AzureTicketRequest.CONSENT, message = AzureTicketRequest.CONSENT_MESSAGE)
        String advancedDiagnosticConsent,

        @Size(max = 20) @Valid List<@NotNull AzureSecondaryConsent> secondaryConsent) {}
