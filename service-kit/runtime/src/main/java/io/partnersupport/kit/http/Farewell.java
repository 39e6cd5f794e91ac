package io.partnersupport.kit.http;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Between SIGTERM and its end a service still answers, and says with each answer that it was the last on its connection:
 * so the gateway asks other instances, and no request meets a connection that is just being closed.
 */
@ApplicationScoped
class Farewell {
    private volatile boolean isLeaving;

    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        isLeaving = true;
    }

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    if (isLeaving) {
                        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                    }
                    request.next();
                },
                Trace.PRIORITY + 1);
    }
}
