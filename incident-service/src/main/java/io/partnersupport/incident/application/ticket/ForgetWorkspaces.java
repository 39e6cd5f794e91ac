package io.partnersupport.incident.application.ticket;

import io.partnersupport.incident.domain.ticket.Workspaces;
import io.partnersupport.kit.event.Reaction;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Removes files that waited too long for their ticket. */
@ApplicationScoped
class ForgetWorkspaces implements Reaction {
    private static final int BATCH = 20;

    private final Workspaces workspaces;
    private final Clock clock;

    ForgetWorkspaces(Workspaces workspaces, Clock clock) {
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @Override
    public int react() {
        return QuarkusTransaction.requiringNew().call(() -> workspaces.removeExpired(clock.instant(), BATCH));
    }
}
