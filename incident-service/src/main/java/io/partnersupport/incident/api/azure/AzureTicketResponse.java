package io.partnersupport.incident.api.azure;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.api.azure.AzureServices.Choice;
import io.partnersupport.incident.api.azure.AzureTicketRequest.AzureSecondaryConsent;
import io.partnersupport.incident.api.azure.AzureTicketRequest.AzureTechnicalDetails;
import io.partnersupport.incident.domain.incident.IncidentRequest;
import io.partnersupport.incident.domain.incident.OnBehalf;
import io.partnersupport.incident.domain.incident.Opening;
import io.partnersupport.incident.domain.incident.Opening.PlanUsed;
import io.partnersupport.incident.domain.lifecycle.HandledIncident;
import io.partnersupport.incident.domain.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An incident as one of Azure's tickets. */
record AzureTicketResponse(String id, String name, String type, Properties properties) {
    static final String TYPE = "Microsoft.Support/supportTickets";

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AzureTicketProperties")
    record Properties(
            @Schema(description = "The incident's number") String supportTicketId,

            String title,
            String description,
            String serviceId,
            String serviceDisplayName,
            String problemClassificationId,
            String problemClassificationDisplayName,
            String severity,
            boolean require24X7Response,
            AzureContact contactDetails,
            AzureServiceLevel serviceLevelAgreement,
            AzureEngineer supportEngineer,
            String supportPlanId,
            String supportPlanType,
            String supportPlanDisplayName,
            String status,
            Instant createdDate,
            Instant modifiedDate,
            Instant problemStartTime,
            String problemScopingQuestions,
            String advancedDiagnosticConsent,
            List<AzureSecondaryConsent> secondaryConsent,
            String fileWorkspaceName,
            AzureTechnicalDetails technicalTicketDetails) {}

    /** When somebody answers at the latest. */
    record AzureServiceLevel(Instant startTime, Instant expirationTime, long slaMinutes) {}

    /** Who works on it. */
    record AzureEngineer(
            @Schema(
                    description = "Always null: engineers write through the ticket, not from addresses of their own",
                    nullable = true)
            String emailAddress) {}

    static AzureTicketResponse from(
            Ticket ticket, HandledIncident handled, Optional<AzureDetails> details, Choice about) {
        Opening opening = handled.incident().opening();
        IncidentRequest request = opening.request();
        return new AzureTicketResponse(
                pathOf(request) + "/supportTickets/" + ticket.name(),
                ticket.name(),
                TYPE,
                new Properties(
                        handled.incident().number(),
                        request.title(),
                        withoutPostscript(request.description(), details),
                        about.service().id(),
                        about.service().displayName(),
                        about.classification().id(),
                        about.classification().displayName(),
                        AzureSeverity.nameOf(request.severity(), details.map(AzureDetails::severity)),
                        request.contact().reachableAroundTheClock(),
                        AzureContact.from(request.contact(), details.map(AzureDetails::contact)),
                        new AzureServiceLevel(
                                opening.openedAt(),
                                opening.responseTarget().dueAt(),
                                Duration.between(
                                                opening.openedAt(),
                                                opening.responseTarget().dueAt())
                                        .toMinutes()),
                        new AzureEngineer(null),
                        opening.plan().map(AzurePlans::idOf).orElse(null),
                        opening.plan().map(PlanUsed::type).map(Enum::name).orElse(null),
                        opening.plan().map(PlanUsed::name).orElse(null),
                        handled.progress().status().isActive() ? "Open" : "Closed",
                        opening.openedAt(),
                        ticket.modifiedAt(),
                        details.map(AzureDetails::problemStartTime).orElse(null),
                        details.map(AzureDetails::problemScopingQuestions).orElse(null),
                        details.map(AzureDetails::advancedDiagnosticConsent).orElse(null),
                        details.map(AzureDetails::secondaryConsent).orElse(null),
                        details.map(AzureDetails::fileWorkspaceName).orElse(null),
                        details.map(AzureDetails::resourceId)
                                .map(AzureTechnicalDetails::new)
                                .orElse(null)));
    }

    /** The path below which its resources are: that of its subscription, if it has one. */
    static String pathOf(IncidentRequest request) {
        return request.customer()
                .flatMap(OnBehalf::azureSubscription)
                .map(subscription -> AzureSurface.SUBSCRIPTIONS + "/" + subscription + AzureSurface.PROVIDER)
                .orElse(AzureSurface.PROVIDER);
    }

    private static String withoutPostscript(String description, Optional<AzureDetails> details) {
        String postscript = details.map(AzureDetails::postscript).orElse("");
        return description.endsWith(postscript)
                ? description.substring(0, description.length() - postscript.length())
                : description;
    }
}
