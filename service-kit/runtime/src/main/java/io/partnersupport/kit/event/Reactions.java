package io.partnersupport.kit.event;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Runs the service's reactions on one thread, each apart from the others' failures. */
@ApplicationScoped
public class Reactions {
    private static final Logger LOG = Logger.getLogger(Reactions.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** Many commits a second must not keep a thread and a connection busy with looking for what to do. */
    private static final int REST_FOR_EACH_ROUND = 4;

    private static final Duration LONGEST_REST = Duration.ofMillis(100);

    private final List<Reaction> reactions;
    private final TransactionSynchronizationRegistry transaction;
    private final Duration pauseAfterFailure;
    private final Map<Reaction, Long> triedAgainAt = new HashMap<>();
    private final Worker worker;

    Reactions(@All List<Reaction> reactions, TransactionSynchronizationRegistry transaction, MessagingConfig config) {
        this.reactions = reactions;
        this.transaction = transaction;
        this.pauseAfterFailure = config.retryAfter();
        this.worker = new Worker("reactions", config.retryAfter(), this::round);
    }

    void start(@Observes StartupEvent event) {
        if (!reactions.isEmpty()) {
            worker.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        worker.stop(Duration.ofSeconds(5));
    }

    /**
     * Lets the reactions look for what to do as soon as the running transaction commits, for a commit that neither
     * adds an event nor changes a projection: those wake them by themselves.
     */
    public void wakeAtCommit() {
        AtCommit.run(transaction, Reactions.class, worker::wake);
    }

    void wake() {
        worker.wake();
    }

    private void round() {
        worker.sleep(INTERVAL);
        long begun = System.nanoTime();
        for (Reaction reaction : reactions) {
            long now = System.nanoTime();
            if (now - triedAgainAt.getOrDefault(reaction, now) < 0) {
                continue;
            }
            try {
                while (!worker.isStopping() && reaction.react() > 0) {}
            } catch (RuntimeException e) { // one reaction's failure must not stop the others; it is tried again
                LOG.warnf(e, "%s failed; it is tried again", reaction.getClass().getSimpleName());
                triedAgainAt.put(reaction, System.nanoTime() + pauseAfterFailure.toNanos());
            }
        }
        Duration rest = Duration.ofNanos(REST_FOR_EACH_ROUND * (System.nanoTime() - begun));
        worker.pause(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST);
    }
}
