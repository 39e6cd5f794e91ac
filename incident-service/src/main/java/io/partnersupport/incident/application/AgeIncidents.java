package io.partnersupport.incident.application;

import io.partnersupport.incident.domain.advisory.AdvisoryRequests;
import io.partnersupport.incident.domain.lifecycle.HandledIncidents;
import io.partnersupport.incident.domain.policy.Policies;
import io.partnersupport.kit.event.Reaction;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** What time does: resolved incidents are closed, and of incidents and advice that ended long ago the texts are erased. */
@ApplicationScoped
class AgeIncidents implements Reaction {
    private static final int BATCH = 50;

    private final HandleIncident handleIncident;
    private final HandledIncidents incidents;
    private final AdvisoryRequests advice;
    private final Policies policies;
    private final Clock clock;

    AgeIncidents(
            HandleIncident handleIncident,
            HandledIncidents incidents,
            AdvisoryRequests advice,
            Policies policies,
            Clock clock) {
        this.handleIncident = handleIncident;
        this.incidents = incidents;
        this.advice = advice;
        this.policies = policies;
        this.clock = clock;
    }

    @Override
    public int react() {
        int closed = QuarkusTransaction.requiringNew().call(() -> handleIncident.closeResolved(BATCH));
        int erased = QuarkusTransaction.requiringNew().call(this::erase);
        return closed + erased;
    }

    private int erase() {
        Instant now = clock.instant();
        return policies.ofIncidents(now)
                .map(policy -> policy.forgottenBefore(now))
                .map(before ->
                        incidents.eraseEndedBefore(before, now, BATCH) + advice.eraseClosedBefore(before, now, BATCH))
                .orElse(0);
    }
}
