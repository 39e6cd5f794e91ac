package io.partnersupport.kit.event;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the first catch-up with the other services' events is done; losing Kafka later changes nothing. */
@Readiness
@ApplicationScoped
class CatchUpCheck implements HealthCheck {
    private final List<StateProjection<?>> projections;
    private final ViewFreshness freshness;

    CatchUpCheck(@All List<StateProjection<?>> projections, ViewFreshness freshness) {
        this.projections = projections;
        this.freshness = freshness;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("first catch-up")
                .status(projections.isEmpty() || freshness.isCaughtUpOnce())
                .build();
    }
}
