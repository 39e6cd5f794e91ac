package io.partnersupport.incident.messaging;

import io.partnersupport.incident.application.IncidentEvents;
import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.incident.Incident;
import io.partnersupport.incident.domain.ledger.Balance;
import io.partnersupport.incident.domain.lifecycle.HandledIncident;
import io.partnersupport.kit.event.Outbox;
import io.partnersupport.kit.event.Outbox.Event;
import io.partnersupport.kit.http.Trace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

@ApplicationScoped
class OutboxIncidentEvents implements IncidentEvents {
    private final Outbox outbox;

    OutboxIncidentEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void opened(List<Caused> openings) {
        Map<BenefitId, Event> newestBalances = new LinkedHashMap<>();
        List<Event> events = new ArrayList<>();
        for (Caused caused : openings) {
            Incident incident = caused.opened().incident();
            events.add(new Event(
                    "incident.incidents",
                    incident.opening().id().value().toString(),
                    "partnersupport.incident.opened",
                    1,
                    IncidentState.from(incident),
                    caused.traceparent()));
            caused.opened()
                    .balance()
                    .ifPresent(balance -> newestBalances.merge(
                            balance.benefitId(),
                            changed(balance, caused.traceparent()),
                            BinaryOperator.maxBy(Comparator.comparing(Event::sequence))));
        }
        events.addAll(newestBalances.values());
        outbox.addAll(events);
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
        outbox.addAll(List.of(changed(balance, Trace.current())));
    }

    private static Event changed(Balance balance, String traceparent) {
        return new Event(
                "incident.balances",
                balance.benefitId().value().toString(),
                "partnersupport.balance.changed",
                balance.sequence(),
                BalanceState.from(balance),
                traceparent);
    }
}
