package io.partnersupport.incident.api.azure;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.api.azure.AzureTicketRequest.AzureSecondaryConsent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What only Azure's clients say about a ticket, or how they wrote it. Everything else is the incident's. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AzureDetails(
        String serviceId,
        String problemClassificationId,
        String severity,
        AzureContact contact,
        String supportPlanId,
        Instant problemStartTime,
        String resourceId,
        String problemScopingQuestions,
        String advancedDiagnosticConsent,
        List<AzureSecondaryConsent> secondaryConsent,
        String fileWorkspaceName) {

    static AzureDetails of(AzureTicketRequest.Properties said) {
        return new AzureDetails(
                said.serviceId(),
                said.problemClassificationId(),
                said.severity(),
                said.contactDetails(),
                said.supportPlanId(),
                said.problemStartTime(),
                said.technicalTicketDetails() == null
                        ? null
                        : said.technicalTicketDetails().resourceId(),
                said.problemScopingQuestions(),
                said.advancedDiagnosticConsent(),
                said.secondaryConsent(),
                said.fileWorkspaceName());
    }

    AzureDetails changedTo(AzureTicketUpdate update, AzureContact changedContact) {
        return new AzureDetails(
                serviceId,
                problemClassificationId,
                update.severity() == null ? severity : update.severity(),
                changedContact,
                supportPlanId,
                problemStartTime,
                resourceId,
                problemScopingQuestions,
                update.advancedDiagnosticConsent() == null
                        ? advancedDiagnosticConsent
                        : update.advancedDiagnosticConsent(),
                update.secondaryConsent() == null ? secondaryConsent : update.secondaryConsent(),
                fileWorkspaceName);
    }

    /** What support must know, at the end of the incident's description, where engineers read it. */
    String postscript() {
        String lines = Stream.of(
                        line("Resource", resourceId),
                        line("Problem since", problemStartTime),
                        line("Scoping questions", problemScopingQuestions))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
        return lines.isEmpty() ? "" : "\n\n" + lines;
    }

    private static String line(String label, Object value) {
        return value == null ? null : label + ": " + value;
    }

    /** Only whom it concerns may read what was typed: nothing of it in a log. */
    @Override
    public String toString() {
        return "AzureDetails";
    }
}
