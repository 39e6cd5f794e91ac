package io.partnersupport.incident.application;

import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.alert.AlertKind;
import io.partnersupport.incident.domain.alert.AlertRules;
import io.partnersupport.incident.domain.alert.Alerts;
import io.partnersupport.incident.domain.alert.Alerts.UnansweredIncident;
import io.partnersupport.incident.domain.alert.Alerts.WatchedBalance;
import io.partnersupport.kit.event.Reaction;
import io.partnersupport.kit.persistence.Ids;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Tells what there is to tell about balances and unanswered incidents, each once. It goes round the balances instead of
 * looking at every opening, which should cost nothing more.
 */
@ApplicationScoped
class RaiseAlerts implements Reaction {
    private static final int BALANCES = 500;
    private static final int INCIDENTS = 100;

    private final Alerts alerts;
    private final List<AlertEvents> events;
    private final Clock clock;
    private Optional<BenefitId> lookedUntil = Optional.empty();

    RaiseAlerts(Alerts alerts, @All List<AlertEvents> events, Clock clock) {
        this.alerts = alerts;
        this.events = events;
        this.clock = clock;
    }

    /** One bounded step; it asks for another only while incidents wait for it. */
    @Override
    public int react() {
        QuarkusTransaction.requiringNew().run(this::lookAtBalances);
        return QuarkusTransaction.requiringNew().call(this::lookAtIncidents);
    }

    private void lookAtBalances() {
        Instant now = clock.instant();
        List<WatchedBalance> some = alerts.balances(lookedUntil, BALANCES);
        for (WatchedBalance watched : some) {
            for (AlertKind kind : AlertRules.about(watched.balance(), now)) {
                UUID id = Ids.next(now);
                if (isNew(kind, watched.told(), watched.balance().benefitId().value(), id, now)) {
                    events.forEach(listener -> listener.told(id, kind, watched.balance(), now));
                }
            }
        }
        lookedUntil = some.size() < BALANCES
                ? Optional.empty()
                : Optional.of(some.get(some.size() - 1).balance().benefitId());
    }

    private int lookAtIncidents() {
        Instant now = clock.instant();
        int told = 0;
        for (UnansweredIncident incident : alerts.unanswered(now, AlertRules.soon(now), INCIDENTS)) {
            for (AlertKind kind : AlertRules.aboutUnanswered(incident.dueAt(), now)) {
                UUID id = Ids.next(now);
                if (isNew(kind, incident.told(), incident.id().value(), id, now)) {
                    events.forEach(listener -> listener.told(id, kind, incident, now));
                    told++;
                }
            }
        }
        return told;
    }

    private boolean isNew(AlertKind kind, Set<AlertKind> told, UUID subject, UUID id, Instant now) {
        return !told.contains(kind) && alerts.tell(subject, kind, id, now);
    }
}
