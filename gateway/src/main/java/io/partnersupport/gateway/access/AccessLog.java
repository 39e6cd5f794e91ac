package io.partnersupport.gateway.access;

import io.partnersupport.gateway.trace.Exchange;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One line for each request. Lines are written together ten times a second, because writing each on its own costs more
 * than anything else that the gateway does; a killed process takes the last tenth of a second with it.
 */
@ApplicationScoped
class AccessLog {
    private static final Logger LOG = Logger.getLogger("access");
    private static final int MOST_WAITING = 1024 * 1024;
    private static final long PERIOD_MILLIS = 100;

    private final StringBuilder lines = new StringBuilder();
    private final ScheduledExecutorService writer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "access-log"));

    void start(@Observes StartupEvent event) {
        var unused = writer.scheduleWithFixedDelay(this::write, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        writer.shutdown();
        write();
    }

    /** Adds the line of an exchange; whoever adds the one that is too many writes them all. */
    void add(Exchange exchange) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        String line = exchange.line();
        boolean isFull;
        synchronized (lines) {
            lines.append(lines.isEmpty() ? "" : "\n")
                    .append(Instant.now())
                    .append(' ')
                    .append(line);
            isFull = lines.length() > MOST_WAITING;
        }
        if (isFull) {
            write();
        }
    }

    private void write() {
        String batch;
        synchronized (lines) {
            batch = lines.toString();
            lines.setLength(0);
        }
        if (!batch.isEmpty()) {
            LOG.info(batch);
        }
    }
}
