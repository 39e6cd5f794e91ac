package io.partnersupport.incident.application;

import io.partnersupport.incident.domain.IncidentId;
import io.partnersupport.incident.domain.incident.IncidentDecision;
import io.partnersupport.incident.domain.incident.IncidentDecision.Accepted;
import io.partnersupport.incident.domain.incident.IncidentDecision.Refused;
import io.partnersupport.incident.domain.incident.IncidentRequest;
import io.partnersupport.incident.domain.incident.IncidentRules;
import io.partnersupport.incident.domain.incident.Opened;
import io.partnersupport.incident.domain.incident.Opening;
import io.partnersupport.incident.domain.incident.Opening.PlanUsed;
import io.partnersupport.incident.domain.incident.OpeningOutcome;
import io.partnersupport.incident.domain.incident.Openings;
import io.partnersupport.incident.domain.incident.PlanWish;
import io.partnersupport.incident.domain.incident.Requester;
import io.partnersupport.incident.domain.plan.Plans;
import io.partnersupport.incident.domain.plan.Plans.Inquiry;
import io.partnersupport.incident.domain.plan.Situation;
import io.partnersupport.kit.persistence.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Opens an incident and spends a unit of its plan (I-2), or only says what would happen (I-6). */
@ApplicationScoped
public class OpenIncident {
    private final Plans plans;
    private final Openings openings;
    private final SettleContracts settleContracts;
    private final IncidentEvents events;
    private final Clock clock;

    OpenIncident(Plans plans, Openings openings, SettleContracts settleContracts, IncidentEvents events, Clock clock) {
        this.plans = plans;
        this.openings = openings;
        this.settleContracts = settleContracts;
        this.events = events;
        this.clock = clock;
    }

    public IncidentDecision check(Requester requester, IncidentRequest request, PlanWish wish) {
        return decide(requester, request, wish, clock.instant());
    }

    @Transactional
    public OpeningOutcome open(Requester requester, IncidentRequest request, PlanWish wish) {
        while (true) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
            IncidentDecision decision = decide(requester, request, wish, now);
            if (decision instanceof Refused refused) {
                return refused;
            }
            Opening opening =
                    Opening.of(new IncidentId(Ids.next(now)), requester.opener(), request, (Accepted) decision, now);
            List<Opened> opened = openings.open(List.of(opening));
            if (!opened.isEmpty()) {
                return announced(opened.get(0));
            }
            // Somebody else took the last unit, or the ledger has yet to learn of the contract: both are known now.
            opening.plan().flatMap(PlanUsed::contract).ifPresent(settleContracts::settle);
        }
    }

    private IncidentDecision decide(Requester requester, IncidentRequest request, PlanWish wish, Instant at) {
        Situation situation = plans.of(Inquiry.about(requester.opener(), request, at));
        return IncidentRules.decide(requester, request, wish, situation, at);
    }

    private Opened announced(Opened opened) {
        events.opened(opened.incident());
        opened.balance().ifPresent(events::changed);
        return opened;
    }
}
