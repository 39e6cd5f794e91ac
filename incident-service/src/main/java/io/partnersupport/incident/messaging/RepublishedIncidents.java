package io.partnersupport.incident.messaging;

import io.partnersupport.incident.application.IncidentEvents;
import io.partnersupport.incident.domain.BenefitId;
import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.ledger.Ledger;
import io.partnersupport.incident.domain.lifecycle.HandledIncidents;
import io.partnersupport.kit.event.RepublishedStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** What each topic of this service is announced again from. */
@ApplicationScoped
class RepublishedIncidents {
    private final HandledIncidents incidents;
    private final Ledger ledger;
    private final IncidentEvents events;

    RepublishedIncidents(HandledIncidents incidents, Ledger ledger, IncidentEvents events) {
        this.incidents = incidents;
        this.ledger = ledger;
        this.events = events;
    }

    @Produces
    @Singleton
    RepublishedStates incidents() {
        return of(
                "incident.incidents",
                incidents::count,
                (after, limit) -> incidents.raiseNext(after.map(IncidentId::new), limit),
                events::changed,
                incident -> incident.id().value());
    }

    @Produces
    @Singleton
    RepublishedStates balances() {
        return of(
                "incident.balances",
                ledger::count,
                (after, limit) -> ledger.raiseNext(after.map(BenefitId::new), limit),
                events::changed,
                balance -> balance.benefitId().value());
    }

    private static <T> RepublishedStates of(
            String topic,
            LongSupplier count,
            BiFunction<Optional<UUID>, Integer, List<T>> raiseNext,
            Consumer<T> announce,
            Function<T, UUID> keyOf) {
        return new RepublishedStates(topic, count, (key, limit) -> {
            List<T> raised = raiseNext.apply(
                    Optional.of(key).filter(text -> !text.isEmpty()).map(UUID::fromString), limit);
            raised.forEach(announce);
            return raised.stream().map(state -> keyOf.apply(state).toString()).toList();
        });
    }
}
