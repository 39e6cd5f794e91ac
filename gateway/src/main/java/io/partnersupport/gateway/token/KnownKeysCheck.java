package io.partnersupport.gateway.token;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the identity provider's keys were fetched; losing it later changes nothing. */
@Readiness
@ApplicationScoped
class KnownKeysCheck implements HealthCheck {
    private final SigningKeys keys;

    KnownKeysCheck(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("signing keys").status(keys.areKnown()).build();
    }
}
