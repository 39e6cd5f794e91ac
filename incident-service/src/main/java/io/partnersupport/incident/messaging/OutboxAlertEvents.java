package io.partnersupport.incident.messaging;

import io.partnersupport.incident.application.AlertEvents;
import io.partnersupport.incident.domain.ContractRef;
import io.partnersupport.incident.domain.PartnerId;
import io.partnersupport.incident.domain.alert.AlertKind;
import io.partnersupport.incident.domain.alert.Alerts.UnansweredIncident;
import io.partnersupport.incident.domain.ledger.Balance;
import io.partnersupport.kit.event.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

@ApplicationScoped
class OutboxAlertEvents implements AlertEvents {
    /** Something that was told, about a benefit or about an incident. */
    record AlertFact(
            UUID alertId,
            AlertKind kind,
            Instant raisedAt,
            Optional<String> partnerId,
            Optional<UUID> benefitId,
            Optional<UUID> contract,
            Optional<String> unit,
            OptionalLong remaining,
            Optional<Instant> endsAt,
            Optional<UUID> incidentId,
            Optional<String> incidentNumber,
            Optional<String> severity,
            Optional<Instant> responseDueAt) {}

    private final Outbox outbox;

    OutboxAlertEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void told(UUID id, AlertKind kind, Balance balance, Instant at) {
        send(new AlertFact(
                id,
                kind,
                at,
                Optional.of(balance.partner().value()),
                Optional.of(balance.benefitId().value()),
                balance.contract().map(ContractRef::value),
                Optional.of(balance.unit().name()),
                balance.remaining(),
                balance.endsAt(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    @Override
    public void told(UUID id, AlertKind kind, UnansweredIncident incident, Instant at) {
        send(new AlertFact(
                id,
                kind,
                at,
                incident.partner().map(PartnerId::value),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of(incident.id().value()),
                Optional.of(incident.number()),
                Optional.of(incident.severity().name()),
                Optional.of(incident.dueAt())));
    }

    private void send(AlertFact fact) {
        outbox.fact("incident.alerts", fact.alertId().toString(), typeOf(fact.kind()), fact);
    }

    private static String typeOf(AlertKind kind) {
        return switch (kind) {
            case BENEFIT_MOSTLY_USED -> "partnersupport.benefit.mostly-used";
            case BENEFIT_ONE_LEFT -> "partnersupport.benefit.reduced-to-one";
            case BENEFIT_EXHAUSTED -> "partnersupport.benefit.exhausted";
            case BENEFIT_ENDING -> "partnersupport.benefit.end-approached";
            case RESPONSE_DUE_SOON -> "partnersupport.response.deadline-approached";
            case RESPONSE_MISSED -> "partnersupport.response.deadline-missed";
        };
    }
}
