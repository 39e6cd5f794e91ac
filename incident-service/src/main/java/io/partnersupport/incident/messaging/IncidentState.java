package io.partnersupport.incident.messaging;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.incident.Incident;
import io.partnersupport.incident.domain.incident.IncidentStatus;
import io.partnersupport.incident.domain.incident.Opening;
import io.partnersupport.incident.domain.incident.Opening.PlanUsed;
import io.partnersupport.incident.domain.lifecycle.HandledIncident;
import io.partnersupport.incident.domain.lifecycle.Progress;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An incident without anything that a person typed into it.
 *
 * @param accountPartner the opener's own partner
 * @param partnerId whose plan it was opened under; null if under none
 * @param contract that pays; null, as benefitId, if none does
 */
record IncidentState(
        UUID id,
        String number,
        String account,
        Optional<String> accountPartner,
        Optional<UUID> customerId,
        Optional<String> partnerId,
        Optional<UUID> contract,
        Optional<UUID> benefitId,
        Optional<String> planType,
        String kind,
        String severity,
        String productId,
        Optional<String> version,
        String status,
        Instant openedAt,
        Instant responseDueAt,
        boolean engineerAssigned,
        Optional<Instant> firstRespondedAt,
        Optional<Instant> endedAt,
        Optional<String> resolution,
        boolean refunded) {
    private static final Progress BEGIN = new Progress(
            IncidentStatus.OPEN, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    static IncidentState from(Incident opened) {
        return from(opened, BEGIN);
    }

    static IncidentState from(HandledIncident handled) {
        return from(handled.incident(), handled.progress());
    }

    private static IncidentState from(Incident incident, Progress progress) {
        Opening opening = incident.opening();
        return new IncidentState(
                opening.id().value(),
                incident.number(),
                opening.opener().account().value(),
                opening.opener().partner().map(PartnerId::value),
                opening.request().customer().map(customer -> customer.customer().value()),
                opening.plan().map(plan -> plan.partner().value()),
                opening.plan().flatMap(PlanUsed::contract).map(ContractRef::value),
                opening.plan().flatMap(PlanUsed::benefitId).map(BenefitId::value),
                opening.plan().map(plan -> plan.type().name()),
                opening.request().kind().name(),
                opening.request().severity().name(),
                opening.request().productId(),
                opening.request().version(),
                incident.status().name(),
                opening.openedAt(),
                opening.responseTarget().dueAt(),
                progress.engineer().isPresent(),
                progress.firstRespondedAt(),
                progress.endedAt(),
                progress.resolution().map(Enum::name),
                progress.refunded());
    }
}
