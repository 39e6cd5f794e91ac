package io.partnersupport.incident.messaging;

import io.partnersupport.incident.application.IncidentEvents;
import io.partnersupport.incident.domain.incident.Incident;
import io.partnersupport.incident.domain.ledger.Balance;
import io.partnersupport.incident.domain.lifecycle.HandledIncident;
import io.partnersupport.kit.event.Outbox;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class OutboxIncidentEvents implements IncidentEvents {
    private final Outbox outbox;

    OutboxIncidentEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void opened(Incident incident) {
        outbox.add(
                "incident.incidents",
                incident.opening().id().value().toString(),
                "partnersupport.incident.opened",
                1,
                IncidentState.from(incident));
    }

    @Override
    public void changed(HandledIncident incident) {
        outbox.add(
                "incident.incidents",
                incident.id().value().toString(),
                "partnersupport.incident.changed",
                incident.sequence(),
                IncidentState.from(incident));
    }

    @Override
    public void changed(Balance balance) {
        outbox.add(
                "incident.balances",
                balance.benefitId().value().toString(),
                "partnersupport.balance.changed",
                balance.sequence(),
                BalanceState.from(balance));
    }
}
