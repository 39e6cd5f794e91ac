package io.partnersupport.incident.application;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** The health figure of the ledger; no reason to take the service out of traffic. */
@Wellness
@ApplicationScoped
class LedgerHealth implements HealthCheck {
    private final CheckLedger checkLedger;

    LedgerHealth(CheckLedger checkLedger) {
        this.checkLedger = checkLedger;
    }

    @Override
    public HealthCheckResponse call() {
        long differences = checkLedger.differing();
        return HealthCheckResponse.named("balances are the sum of their ledger")
                .status(differences == 0)
                .withData("differences", differences)
                .build();
    }
}
