package io.partnersupport.incident.messaging.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.partnersupport.incident.application.AlertEvents;
import io.partnersupport.incident.application.webhook.TestMessages;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.alert.AlertKind;
import io.partnersupport.incident.domain.alert.Alerts.UnansweredIncident;
import io.partnersupport.incident.domain.ledger.Balance;
import io.partnersupport.incident.domain.webhook.Deliveries;
import io.partnersupport.incident.domain.webhook.Deliveries.Message;
import io.partnersupport.incident.domain.webhook.Webhook;
import io.partnersupport.kit.event.EventJson;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Alerts as messages of a partner's endpoints, queued in the transaction that tells them. They hold ids, numbers and
 * instants: no pair of IDs, and nothing that a person typed.
 */
@ApplicationScoped
class WebhookMessages implements AlertEvents, TestMessages {
    /** The form that Standard Webhooks recommends. */
    record Envelope(String type, Instant timestamp, Object data) {}

    /** An alert about a benefit. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record BenefitAlertData(
            String partnerId,
            UUID benefitId,
            Optional<UUID> contract,
            String unit,
            OptionalLong remaining,
            Optional<Instant> endsAt) {}

    /** An alert about an incident that nobody has answered. */
    record ResponseAlertData(
            String partnerId, UUID incidentId, String incidentNumber, String severity, Instant responseDueAt) {}

    /** Nothing to tell but that it arrives. */
    record TestData(String partnerId, UUID webhookId) {}

    private final Deliveries deliveries;
    private final EventJson json;

    WebhookMessages(Deliveries deliveries, EventJson json) {
        this.deliveries = deliveries;
        this.json = json;
    }

    @Override
    public void told(UUID id, AlertKind kind, Balance balance, Instant at) {
        PartnerId partner = balance.partner();
        queue(
                id,
                kind,
                partner,
                at,
                new BenefitAlertData(
                        partner.value(),
                        balance.benefitId().value(),
                        balance.contract().map(ContractRef::value),
                        balance.unit().name(),
                        balance.remaining(),
                        balance.endsAt()));
    }

    /** Told to the partner whose people may read the incident, not to the one whose contract an outsider used. */
    @Override
    public void told(UUID id, AlertKind kind, UnansweredIncident incident, Instant at) {
        incident.openersPartner()
                .ifPresent(partner -> queue(
                        id,
                        kind,
                        partner,
                        at,
                        new ResponseAlertData(
                                partner.value(),
                                incident.id().value(),
                                incident.number(),
                                incident.severity().name(),
                                incident.dueAt())));
    }

    @Override
    public Message to(Webhook webhook, Instant at) {
        return message(
                Ids.next(at),
                "webhook.test",
                at,
                new TestData(webhook.partner().value(), webhook.id().value()));
    }

    private void queue(UUID id, AlertKind kind, PartnerId partner, Instant at, Object data) {
        deliveries.queue(partner, kind, message(id, typeOf(kind), at, data));
    }

    private Message message(UUID id, String type, Instant at, Object data) {
        return new Message(id, type, json.write(new Envelope(type, at, data)), at);
    }

    /** {@code BENEFIT_ONE_LEFT} is {@code benefit.one_left}. */
    private static String typeOf(AlertKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");
    }
}
