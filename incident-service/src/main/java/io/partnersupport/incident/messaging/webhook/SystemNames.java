package io.partnersupport.incident.messaging.webhook;

import io.partnersupport.incident.application.webhook.Names;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Names as this machine resolves them; a name server that does not answer holds nobody up for long. */
@ApplicationScoped
class SystemNames implements Names {
    private static final int LOOKUPS = 32;
    private static final long IDLE_SECONDS = 10;
    private static final long PATIENCE_SECONDS = 2;

    private final ThreadPoolExecutor lookups =
            new ThreadPoolExecutor(0, LOOKUPS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "webhook-names");
                thread.setDaemon(true);
                return thread;
            });

    @PreDestroy
    void stop() {
        lookups.shutdownNow();
    }

    @Override
    public List<InetAddress> addressesOf(String host) {
        try {
            Future<InetAddress[]> lookup = lookups.submit(() -> InetAddress.getAllByName(host));
            return List.of(lookup.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException) {
                return List.of();
            }
            throw new IllegalStateException(e);
        } catch (TimeoutException | RejectedExecutionException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
