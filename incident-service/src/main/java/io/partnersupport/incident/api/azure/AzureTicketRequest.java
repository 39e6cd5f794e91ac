package io.partnersupport.incident.api.azure;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A ticket to create. What only answers have is ignored, as Azure does. */
@JsonIgnoreProperties(ignoreUnknown = true)
record AzureTicketRequest(@NotNull @Valid Properties properties) {
    static final String SEVERITY = "(?i)minimal|moderate|critical|highestcriticalimpact";
    static final String SEVERITY_MESSAGE = "azure-severity";
    static final String CONSENT = "(?i)yes|no";
    static final String CONSENT_MESSAGE = "azure-consent";

    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "AzureTicketRequestProperties")
    record Properties(
            @NotBlank
            @Size(max = 300)
            @Schema(description = "Id of the service", examples = "/providers/Microsoft.Support/services/azure")
            String serviceId,

            @NotBlank
            @Size(max = 300)
            @Schema(
                    description = "Id of a problem classification of the service",
                    examples = "/providers/Microsoft.Support/services/azure/problemClassifications/technical")
            String problemClassificationId,

            @NotBlank @Size(max = 200) String title,
            @NotBlank @Size(max = 10_000) String description,

            @NotNull
            @Pattern(regexp = SEVERITY, message = SEVERITY_MESSAGE)
            @Schema(description = "minimal is our C, moderate B, critical and highestcriticalimpact A")
            String severity,

            @Schema(
                    description = "Whether the contact can be reached at any hour, which critical needs;"
                            + " highestcriticalimpact says it by itself")
            Boolean require24X7Response,

            @NotNull @Valid AzureContact contactDetails,

            @Size(max = 300)
            @Schema(
                    description = "A planId of GET /v1/support-plans, bare, as the end of a path, or either in base64;"
                            + " without it a plan is chosen")
            String supportPlanId,

            Instant problemStartTime,
            @Size(max = 5_000) String problemScopingQuestions,

            @Pattern(regexp = CONSENT, message = CONSENT_MESSAGE)
            String advancedDiagnosticConsent,

            @Size(max = 20) @Valid List<@NotNull AzureSecondaryConsent> secondaryConsent,

            @Size(max = 128) @Schema(description = "Whose files become attachments of the ticket")
            String fileWorkspaceName,

            @Valid AzureTechnicalDetails technicalTicketDetails,

            @Schema(description = "Refused: quotas are not raised here", implementation = Object.class)
            Object quotaTicketDetails) {
        /** Only whom it concerns may read what was typed: nothing of it in a log. */
        @Override
        public String toString() {
            return "AzureTicketRequest";
        }
    }

    /** The resource that has the problem. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record AzureTechnicalDetails(@Size(max = 1_000) String resourceId) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AzureSecondaryConsent(
            @Pattern(regexp = CONSENT, message = CONSENT_MESSAGE)
            String userConsent,

            @Size(max = 200) String type) {}
}
