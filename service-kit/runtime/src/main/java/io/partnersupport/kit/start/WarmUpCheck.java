package io.partnersupport.kit.start;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Ready once everything was tried that warms up. */
@Readiness
@ApplicationScoped
class WarmUpCheck implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(WarmUpCheck.class);

    private final List<WarmUp> warmUps;
    private final ObjectMapper json;
    private volatile boolean warm;

    WarmUpCheck(@All List<WarmUp> warmUps, ObjectMapper json) {
        this.warmUps = warmUps;
        this.json = json;
    }

    void start(@Observes StartupEvent event) {
        Thread thread = new Thread(this::warmUp, "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private void warmUp() {
        try {
            warmUps.forEach(this::attempt);
        } finally {
            warm = true;
        }
    }

    private void attempt(WarmUp warmUp) {
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                warmUp.answers().forEach(this::write);
                QuarkusTransaction.setRollbackOnly();
            });
        } catch (RuntimeException e) { // the first request will say what is wrong
            LOG.debugf(e, "%s did not work", warmUp);
        }
    }

    private void write(Object answer) {
        try {
            json.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("warm-up").status(warm).build();
    }
}
