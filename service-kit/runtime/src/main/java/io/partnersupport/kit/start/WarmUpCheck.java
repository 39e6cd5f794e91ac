package io.partnersupport.kit.start;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.UserTransaction;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Ready once everything was tried that warms up; says how much of it failed. */
@Readiness
@ApplicationScoped
class WarmUpCheck implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(WarmUpCheck.class);

    private final List<WarmUp> warmUps;
    private final ObjectMapper json;
    private final UserTransaction transaction;
    private final AtomicInteger failed = new AtomicInteger();
    private volatile boolean warm;

    WarmUpCheck(@All List<WarmUp> warmUps, ObjectMapper json, UserTransaction transaction) {
        this.warmUps = warmUps;
        this.json = json;
        this.transaction = transaction;
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
            transaction.begin();
            try {
                for (Object answer : warmUp.answers()) {
                    json.writeValueAsBytes(answer);
                }
            } finally {
                transaction.rollback();
            }
        } catch (Exception e) { // the first request will say what is wrong
            failed.incrementAndGet();
            LOG.warnf(e, "%s did not work", warmUp);
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("warm-up")
                .status(warm)
                .withData("failed", failed.get())
                .build();
    }
}
