package io.partnersupport.incident.api;

import io.partnersupport.kit.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets a burst of openings that cannot be gathered wait in line instead of for a connection, of which it would take all,
 * and for which nobody waits longer than a second.
 */
@ApplicationScoped
public class OpeningQueue {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int RETRY_AFTER_SECONDS = 1;

    private final Semaphore turns;

    OpeningQueue(@ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections) {
        this.turns = new Semaphore(Math.max(1, connections / 2), true);
    }

    public <T> T inTurn(Supplier<T> opening) {
        try {
            if (turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    return opening.get();
                } finally {
                    turns.release();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Problem.of(503, "service-unavailable")
                .retryAfterSeconds(RETRY_AFTER_SECONDS)
                .exception();
    }
}
